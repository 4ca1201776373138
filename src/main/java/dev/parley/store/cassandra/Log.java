package dev.parley.store.cassandra;

import com.datastax.oss.driver.api.core.cql.BoundStatement;
import dev.parley.model.ConversationId;
import dev.parley.model.Message;
import dev.parley.model.MessageId;
import io.vertx.core.Future;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/** The log of all conversations, by id. */
final class Log {
    private static final int PARTITIONS_AT_ONCE = 64;

    private final Queries queries;

    Log(Queries queries) {
        this.queries = queries;
    }

    /** Where a message is. */
    record Place(MessageId id, ConversationId conversation) {
        private Partition partition() {
            return new Partition(conversation, Buckets.LOG.of(id.value()));
        }
    }

    private record Partition(ConversationId conversation, int bucket) {}

    Future<Void> put(Message message) {
        BoundStatement insert = MessageColumns.set(queries.bind(Cql.PUT_MESSAGE), message);
        return queries.write(insert.setInt("bucket", Buckets.LOG.of(message.id().value())));
    }

    /** Reads the messages at these places: one query for each partition, so many of them at a time. */
    Future<Map<MessageId, Message>> get(List<Place> places) {
        Map<Partition, List<Long>> wanted = places.stream()
                .collect(Collectors.groupingBy(
                        Place::partition, Collectors.mapping(place -> place.id().value(), Collectors.toList())));
        return get(new ArrayList<>(wanted.entrySet()), new HashMap<>());
    }

    private Future<Map<MessageId, Message>> get(
            List<Map.Entry<Partition, List<Long>>> partitions, Map<MessageId, Message> found) {
        if (partitions.isEmpty()) {
            return Future.succeededFuture(found);
        }
        int some = Math.min(PARTITIONS_AT_ONCE, partitions.size());
        List<Future<List<Message>>> reads = partitions.subList(0, some).stream()
                .map(partition -> get(partition.getKey(), partition.getValue()))
                .toList();
        return Future.all(reads).compose(done -> {
            reads.forEach(read -> read.result().forEach(message -> found.put(message.id(), message)));
            return get(partitions.subList(some, partitions.size()), found);
        });
    }

    private Future<List<Message>> get(Partition partition, List<Long> ids) {
        BoundStatement select =
                queries.bind(Cql.GET_MESSAGES, partition.conversation().toString(), partition.bucket(), ids);
        return queries.rows(select)
                .map(rows -> rows.stream().map(MessageColumns::message).toList());
    }
}
