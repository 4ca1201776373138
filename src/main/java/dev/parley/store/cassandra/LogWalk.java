package dev.parley.store.cassandra;

import com.datastax.oss.driver.api.core.cql.BoundStatement;
import com.datastax.oss.driver.api.core.cql.Row;
import dev.parley.model.ConversationId;
import dev.parley.store.cassandra.BucketIndex.Indexed;
import io.vertx.cassandra.ResultSet;
import io.vertx.core.Future;
import java.util.List;

/**
 * A walk along a part of a conversation's log: the bucket index first, then its buckets, small ones together. So a
 * conversation of a few messages a year takes two queries, and so does a jump to any date.
 */
final class LogWalk {
    private static final int BUCKETS_AT_ONCE = 12;

    private final Queries queries;
    private final BucketIndex index;
    private final Part part;
    private final Direction direction;
    private final Sink sink;

    /** Ids from {@code from} on, below {@code below}. */
    record Part(ConversationId conversation, long from, long below) {
        boolean has(Indexed bucket) {
            return bucket.bucket() >= Buckets.LOG.of(from) && bucket.bucket() <= Buckets.LOG.of(below);
        }
    }

    /** What takes the rows, in order, until it is full. */
    interface Sink {
        /** How many rows to read at a time. */
        int pageSize();

        boolean isFull();

        void add(Row row);
    }

    LogWalk(Queries queries, BucketIndex index, Part part, Direction direction, Sink sink) {
        this.queries = queries;
        this.index = index;
        this.part = part;
        this.direction = direction;
        this.sink = sink;
    }

    Future<Void> run() {
        return part.from() >= part.below()
                ? Future.succeededFuture()
                : from(Buckets.LOG.of(direction == Direction.UP ? part.from() : part.below()));
    }

    private Future<Void> from(int bucket) {
        return index.from(part.conversation(), bucket, direction, BUCKETS_AT_ONCE)
                .compose(found -> {
                    List<Indexed> inside = found.stream().takeWhile(part::has).toList();
                    boolean last = inside.size() < BUCKETS_AT_ONCE;
                    return read(inside)
                            .compose(read -> last || sink.isFull()
                                    ? Future.succeededFuture()
                                    : from(direction.next(
                                            inside.get(inside.size() - 1).bucket())));
                });
    }

    private Future<Void> read(List<Indexed> buckets) {
        if (buckets.isEmpty() || sink.isFull()) {
            return Future.succeededFuture();
        }
        int light = (int) buckets.stream().takeWhile(bucket -> !bucket.heavy()).count();
        int some = Math.max(1, light);
        return (light > 1 ? together(buckets.subList(0, light)) : alone(buckets.get(0)))
                .compose(read -> read(buckets.subList(some, buckets.size())));
    }

    private Future<Void> together(List<Indexed> buckets) {
        List<Integer> numbers = buckets.stream().map(Indexed::bucket).toList();
        return queries.rows(queries.bind(direction.many(), name(), numbers, part.from(), part.below()))
                .<Void>map(rows -> {
                    rows.stream().sorted(direction.order()).forEach(sink::add);
                    return null;
                });
    }

    private Future<Void> alone(Indexed bucket) {
        BoundStatement select = queries.bind(direction.one(), name(), bucket.bucket(), part.from(), part.below());
        return queries.pages(select.setPageSize(sink.pageSize())).compose(this::add);
    }

    private Future<Void> add(ResultSet rows) {
        rows.currentPage().forEach(sink::add);
        return sink.isFull() || !rows.hasMorePages()
                ? Future.succeededFuture()
                : rows.fetchNextPage().recover(Failures::raised).compose(this::add);
    }

    private String name() {
        return part.conversation().toString();
    }
}
