package dev.parley.store.cassandra;

import com.datastax.oss.driver.api.core.cql.BoundStatement;
import dev.parley.model.ConversationId;
import dev.parley.model.Message;
import dev.parley.store.cassandra.BucketIndex.Indexed;
import io.vertx.cassandra.ResultSet;
import io.vertx.core.Future;
import java.util.List;

/**
 * Reads the log of a conversation: the bucket index first, then its buckets, small ones together. So a conversation of a
 * few messages a year takes two queries, and so does a jump to any date.
 */
final class HistoryReader {
    private static final int BUCKETS_AT_ONCE = 12;

    private final Queries queries;
    private final BucketIndex index;

    HistoryReader(Queries queries, BucketIndex index) {
        this.queries = queries;
        this.index = index;
    }

    Future<List<Message>> before(ConversationId conversation, long id, int limit) {
        return new Reading(conversation, Direction.DOWN, Math.max(0, id), new Page(limit)).run();
    }

    Future<List<Message>> from(ConversationId conversation, long id, int limit) {
        return new Reading(conversation, Direction.UP, Math.max(0, id), new Page(limit)).run();
    }

    /** One page, as it fills. */
    private final class Reading {
        private final ConversationId conversation;
        private final Direction direction;
        private final long bound;
        private final Page page;

        Reading(ConversationId conversation, Direction direction, long bound, Page page) {
            this.conversation = conversation;
            this.direction = direction;
            this.bound = bound;
            this.page = page;
        }

        Future<List<Message>> run() {
            return from(Buckets.LOG.of(bound)).map(read -> page.messages());
        }

        private Future<Void> from(int bucket) {
            return index.from(conversation, bucket, direction, BUCKETS_AT_ONCE).compose(found -> {
                boolean last = found.size() < BUCKETS_AT_ONCE;
                return read(found)
                        .compose(read -> last || page.isFull()
                                ? Future.succeededFuture()
                                : from(direction.next(
                                        found.get(found.size() - 1).bucket())));
            });
        }

        private Future<Void> read(List<Indexed> buckets) {
            if (buckets.isEmpty() || page.isFull()) {
                return Future.succeededFuture();
            }
            int light =
                    (int) buckets.stream().takeWhile(bucket -> !bucket.heavy()).count();
            int some = Math.max(1, light);
            return (light > 1 ? together(buckets.subList(0, light)) : alone(buckets.get(0)))
                    .compose(read -> read(buckets.subList(some, buckets.size())));
        }

        private Future<Void> together(List<Indexed> buckets) {
            List<Integer> numbers = buckets.stream().map(Indexed::bucket).toList();
            return queries.rows(queries.bind(direction.many(), conversation.toString(), numbers, bound))
                    .<Void>map(rows -> {
                        rows.stream()
                                .map(MessageColumns::message)
                                .sorted(direction.order())
                                .forEach(page::add);
                        return null;
                    });
        }

        private Future<Void> alone(Indexed bucket) {
            BoundStatement select = queries.bind(direction.one(), conversation.toString(), bucket.bucket(), bound);
            return queries.pages(select.setPageSize(Math.min(page.limit(), Driver.MESSAGES)))
                    .compose(this::add);
        }

        private Future<Void> add(ResultSet rows) {
            rows.currentPage().forEach(row -> page.add(MessageColumns.message(row)));
            return page.isFull() || !rows.hasMorePages()
                    ? Future.succeededFuture()
                    : rows.fetchNextPage().recover(Failures::raised).compose(this::add);
        }
    }
}
