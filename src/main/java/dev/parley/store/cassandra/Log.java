package dev.parley.store.cassandra;

import com.datastax.oss.driver.api.core.cql.BoundStatement;
import com.datastax.oss.driver.api.core.cql.Row;
import dev.parley.model.ConversationId;
import dev.parley.model.Message;
import dev.parley.model.MessageId;
import io.vertx.core.Future;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
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

    /** Writes a message, an edit without its text. One that was amended keeps what it says by now. */
    Future<Void> put(Message message) {
        Place place = new Place(message.id(), message.conversation());
        Message said = message.kind() == Message.Kind.EDIT ? message.emptied() : message;
        BoundStatement insert = MessageColumns.set(queries.bind(Cql.PUT_MESSAGE), said)
                .setInt("bucket", place.partition().bucket());
        return message.amendedBy()
                .map(by -> amend(place, by, message))
                .orElse(Future.succeededFuture())
                .compose(amended -> queries.write(insert));
    }

    /** Has the text at a place say what {@code says} says, unless an amendment with a larger id than {@code by} did. */
    Future<Void> amend(Place place, MessageId by, Message says) {
        BoundStatement update = queries.bind(Cql.AMEND)
                .setLong("written", Times.over(by))
                .setString("conversation", place.conversation().toString())
                .setInt("bucket", place.partition().bucket())
                .setLong("id", place.id().value());
        return queries.write(MessageColumns.setAmended(update, by, says));
    }

    /** Reads the messages at these places. */
    Future<Map<MessageId, Message>> get(List<Place> places) {
        return rows(Cql.GET_MESSAGES, places).map(rows -> rows.stream()
                .map(MessageColumns::message)
                .collect(Collectors.toMap(Message::id, message -> message, (one, same) -> one, HashMap::new)));
    }

    /** Finds out at which of these places there is a message. */
    Future<Set<MessageId>> present(List<Place> places) {
        return rows(Cql.GET_IDS, places).map(rows -> rows.stream()
                .map(row -> new MessageId(row.getLong("id")))
                .collect(Collectors.toUnmodifiableSet()));
    }

    /** One query for each partition, so many of them at a time. */
    private Future<List<Row>> rows(Cql cql, List<Place> places) {
        Map<Partition, List<Long>> wanted = places.stream()
                .collect(Collectors.groupingBy(
                        Place::partition, Collectors.mapping(place -> place.id().value(), Collectors.toList())));
        return rows(cql, new ArrayList<>(wanted.entrySet()), new ArrayList<>());
    }

    private Future<List<Row>> rows(Cql cql, List<Map.Entry<Partition, List<Long>>> partitions, List<Row> found) {
        if (partitions.isEmpty()) {
            return Future.succeededFuture(found);
        }
        int some = Math.min(PARTITIONS_AT_ONCE, partitions.size());
        List<Future<List<Row>>> reads = partitions.subList(0, some).stream()
                .map(partition -> rows(cql, partition.getKey(), partition.getValue()))
                .toList();
        return Future.all(reads).compose(done -> {
            reads.forEach(read -> found.addAll(read.result()));
            return rows(cql, partitions.subList(some, partitions.size()), found);
        });
    }

    private Future<List<Row>> rows(Cql cql, Partition partition, List<Long> ids) {
        return queries.rows(queries.bind(cql, partition.conversation().toString(), partition.bucket(), ids))
                .map(rows -> rows.stream().filter(MessageColumns::isMessage).toList());
    }
}
