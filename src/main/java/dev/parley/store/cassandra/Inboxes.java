package dev.parley.store.cassandra;

import com.datastax.oss.driver.api.core.cql.Row;
import dev.parley.model.ConversationId;
import dev.parley.model.Message;
import dev.parley.model.MessageId;
import dev.parley.model.UserId;
import io.vertx.core.Future;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.function.LongSupplier;
import java.util.stream.IntStream;

/** The inbox entries of all users. */
final class Inboxes {
    /** Further ahead than any id may be. */
    private static final Duration AHEAD = Duration.ofHours(1);

    /** The usual catch-up is within these; whoever was away for longer is asked about twice as many each time. */
    private static final int BUCKETS_FIRST = 2;

    private final Queries queries;
    private final Duration kept;
    private final LongSupplier clockMillis;

    Inboxes(Queries queries, Duration kept, LongSupplier clockMillis) {
        this.queries = queries;
        this.kept = kept;
        this.clockMillis = clockMillis;
    }

    /** @param weight about how many bytes the message takes in memory */
    record Entry(MessageId id, ConversationId conversation, int weight) {}

    /** Writes an entry for every member, all at the same time. */
    Future<Void> put(Draft draft) {
        Message message = draft.message();
        return Future.join(
                        draft.members().stream().map(user -> put(user, message)).toList())
                .mapEmpty();
    }

    private Future<Void> put(UserId user, Message message) {
        return put(user, message, kept);
    }

    /** Writes an entry that was made when its message was, for as long as it has left. */
    Future<Void> restore(UserId user, Message message) {
        long age = clockMillis.getAsLong() - MessageId.timeMillis(message.id().value());
        Duration left = kept.minusMillis(Math.max(0, age));
        return left.toSeconds() > 0 ? put(user, message, left) : Future.succeededFuture();
    }

    private Future<Void> put(UserId user, Message message, Duration left) {
        return queries.write(queries.bind(
                Cql.PUT_ENTRY,
                user.value(),
                Buckets.INBOX.of(message.id().value()),
                message.id().value(),
                message.conversation().toString(),
                MessageColumns.weight(message),
                (int) left.toSeconds()));
    }

    /** Reads up to {@code limit} entries with ids above {@code after}, in id order. */
    Future<List<Entry>> read(UserId user, long after, int limit) {
        long now = clockMillis.getAsLong();
        int oldest = Buckets.INBOX.ofTime(now - kept.toMillis());
        int newest = Buckets.INBOX.ofTime(now + AHEAD.toMillis());
        int first = Math.max(oldest, Buckets.INBOX.of(after));
        return new Reading(user, after, limit, newest).from(first, BUCKETS_FIRST);
    }

    /** One page, as it fills. */
    private final class Reading {
        private final UserId user;
        private final long after;
        private final int limit;
        private final int newest;
        private final List<Entry> found = new ArrayList<>();

        Reading(UserId user, long after, int limit, int newest) {
            this.user = user;
            this.after = after;
            this.limit = limit;
            this.newest = newest;
        }

        Future<List<Entry>> from(int bucket, int buckets) {
            if (bucket > newest || found.size() >= limit) {
                return Future.succeededFuture(found.subList(0, Math.min(limit, found.size())));
            }
            int end = Math.min(newest, bucket + buckets - 1);
            return entries(IntStream.rangeClosed(bucket, end).boxed().toList())
                    .onSuccess(found::addAll)
                    .compose(read -> from(end + 1, 2 * buckets));
        }

        private Future<List<Entry>> entries(List<Integer> buckets) {
            return queries.rows(queries.bind(Cql.GET_ENTRIES, user.value(), buckets, after, limit))
                    .map(rows -> rows.stream()
                            .map(Inboxes::entry)
                            .sorted(Comparator.comparing(Entry::id))
                            .toList());
        }
    }

    private static Entry entry(Row row) {
        return new Entry(
                new MessageId(row.getLong("id")),
                ConversationId.parse(row.getString("conversation")),
                row.getInt("weight"));
    }
}
