package dev.parley.store.cassandra;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import dev.parley.model.ConversationId;
import dev.parley.store.cassandra.Log.Place;
import io.vertx.core.Future;
import java.util.List;
import java.util.concurrent.atomic.AtomicLong;

/**
 * Knows which buckets of a conversation hold messages, so that a sparse one is not scanned.
 *
 * <p>A bucket is marked heavy once one store has written more than some kilobytes to it. The mark is a hint, set once by
 * each process that gets so far: buckets without it are small enough to be read many at once.
 */
final class BucketIndex {
    private static final int REMEMBERED = 100_000;
    private static final long HEAVY = 64 * 1024;

    private final Queries queries;
    /** What this store has written to buckets that it knows to be in the index. */
    private final Cache<Bucket, AtomicLong> written =
            Caffeine.newBuilder().maximumSize(REMEMBERED).build();

    BucketIndex(Queries queries) {
        this.queries = queries;
    }

    private record Bucket(String conversation, int number) {}

    /** One entry of the index. */
    record Indexed(int bucket, boolean heavy) {}

    /** Sees to it that the bucket of a message is in the index, and counts what is written there. */
    Future<Void> add(Place place, long weight) {
        Bucket bucket = new Bucket(
                place.conversation().toString(), Buckets.LOG.of(place.id().value()));
        AtomicLong known = written.getIfPresent(bucket);
        if (known == null) {
            return put(Cql.PUT_BUCKET, bucket)
                    .onSuccess(put -> written.asMap().putIfAbsent(bucket, new AtomicLong(weight)));
        }
        long before = known.getAndAdd(weight);
        boolean turnsHeavy = before < HEAVY && before + weight >= HEAVY;
        return turnsHeavy ? put(Cql.PUT_HEAVY_BUCKET, bucket) : Future.succeededFuture();
    }

    private Future<Void> put(Cql cql, Bucket bucket) {
        return queries.write(queries.bind(cql, bucket.conversation(), bucket.number()));
    }

    /** Reads up to {@code limit} entries, from {@code bucket} on, itself included, in this direction. */
    Future<List<Indexed>> from(ConversationId conversation, int bucket, Direction direction, int limit) {
        return queries.rows(queries.bind(direction.buckets(), conversation.toString(), bucket, limit))
                .map(rows -> rows.stream()
                        .map(row -> new Indexed(row.getInt("bucket"), row.getBoolean("heavy")))
                        .toList());
    }
}
