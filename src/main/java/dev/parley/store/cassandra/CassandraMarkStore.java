package dev.parley.store.cassandra;

import com.datastax.oss.driver.api.core.cql.Row;
import dev.parley.model.ConversationId;
import dev.parley.model.MessageId;
import dev.parley.model.UserId;
import dev.parley.store.MarkStore;
import dev.parley.store.Marks;
import io.vertx.core.Future;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;

/**
 * Marks in the cluster. The time of a write is that of the id it writes, so the larger id stays whoever writes when; what was
 * there before is only read to say what moved.
 */
final class CassandraMarkStore implements MarkStore {
    private final Calls calls;
    private final Queries queries;

    CassandraMarkStore(Calls calls, Queries queries) {
        this.calls = calls;
        this.queries = queries;
    }

    @Override
    public Future<Marks> move(UserId user, ConversationId conversation, Marks to) {
        return calls.mark(() -> get(user, conversation)
                .map(now -> new Marks(ahead(to.delivered(), now.delivered()), ahead(to.read(), now.read())))
                .compose(moved -> Future.join(
                                put(Cql.PUT_DELIVERED, user, conversation, moved.delivered()),
                                put(Cql.PUT_READ, user, conversation, moved.read()))
                        .map(moved)));
    }

    @Override
    public Future<Map<UserId, Marks>> of(ConversationId conversation) {
        return calls.read(() -> queries.rows(queries.bind(Cql.ALL_MARKS, conversation.toString(), MOST_USERS)))
                .map(rows -> rows.stream()
                        .collect(Collectors.toMap(row -> new UserId(row.getLong("user")), CassandraMarkStore::marks)));
    }

    @Override
    public Future<Map<ConversationId, MessageId>> read(UserId user, Set<ConversationId> conversations) {
        Map<ConversationId, MessageId> read = new ConcurrentHashMap<>();
        return calls.read(() -> Each.of(List.copyOf(conversations), conversation -> get(user, conversation)
                        .<Void>map(marks -> {
                            marks.read().ifPresent(id -> read.put(conversation, id));
                            return null;
                        })))
                .map(done -> read);
    }

    @Override
    public Future<Void> active(Map<UserId, Instant> seen) {
        return calls.mark(() -> Each.of(List.copyOf(seen.entrySet()), one -> {
            long millis = one.getValue().toEpochMilli();
            long micros = TimeUnit.MILLISECONDS.toMicros(millis);
            return queries.write(
                    queries.bind(Cql.PUT_SEEN, micros, millis, one.getKey().value()));
        }));
    }

    @Override
    public Future<Map<UserId, Instant>> lastActive(Set<UserId> users) {
        Map<UserId, Instant> seen = new ConcurrentHashMap<>();
        return calls.read(
                        () -> Each.of(List.copyOf(users), user -> queries.row(queries.bind(Cql.GET_SEEN, user.value()))
                                .<Void>map(found -> {
                                    found.ifPresent(row -> seen.put(user, Instant.ofEpochMilli(row.getLong("seen"))));
                                    return null;
                                })))
                .map(done -> seen);
    }

    private Future<Marks> get(UserId user, ConversationId conversation) {
        return queries.row(queries.bind(Cql.GET_MARKS, conversation.toString(), user.value()))
                .map(found -> found.map(CassandraMarkStore::marks).orElse(Marks.NONE));
    }

    private Future<Void> put(Cql cql, UserId user, ConversationId conversation, Optional<MessageId> id) {
        return id.map(to -> queries.write(
                        queries.bind(cql, Times.of(to), to.value(), conversation.toString(), user.value())))
                .orElse(Future.succeededFuture());
    }

    private static Optional<MessageId> ahead(Optional<MessageId> to, Optional<MessageId> now) {
        return to.filter(id -> now.filter(last -> last.compareTo(id) >= 0).isEmpty());
    }

    private static Marks marks(Row row) {
        return new Marks(id(row, "delivered"), id(row, "read"));
    }

    private static Optional<MessageId> id(Row row, String column) {
        return row.isNull(column) ? Optional.empty() : Optional.of(new MessageId(row.getLong(column)));
    }
}
