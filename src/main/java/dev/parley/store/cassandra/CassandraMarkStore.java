package dev.parley.store.cassandra;

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
import java.util.stream.Collectors;

/**
 * Marks in the cluster. The time of a write is that of the id it writes, so the larger id stays whoever writes when; what was
 * there before is only read to say what moved.
 */
final class CassandraMarkStore implements MarkStore {
    private final Calls calls;
    private final Queries queries;
    private final MarkRows rows;

    CassandraMarkStore(Calls calls, Queries queries, MarkRows rows) {
        this.calls = calls;
        this.queries = queries;
        this.rows = rows;
    }

    @Override
    public Future<Marks> move(UserId user, ConversationId conversation, Marks to) {
        return calls.mark(() -> rows.get(user, conversation)
                .map(now -> new Marks(ahead(to.delivered(), now.delivered()), ahead(to.read(), now.read())))
                .compose(moved -> rows.put(user, conversation, moved).map(moved)));
    }

    @Override
    public Future<Map<UserId, Marks>> of(ConversationId conversation) {
        return calls.read(() -> queries.rows(queries.bind(Cql.ALL_MARKS, conversation.toString(), MOST_USERS)))
                .map(all -> all.stream()
                        .collect(Collectors.toMap(row -> new UserId(row.getLong("user")), MarkRows::marks)));
    }

    @Override
    public Future<Map<ConversationId, MessageId>> read(UserId user, Set<ConversationId> conversations) {
        Map<ConversationId, MessageId> read = new ConcurrentHashMap<>();
        return calls.read(() -> Each.of(List.copyOf(conversations), conversation -> rows.get(user, conversation)
                        .<Void>map(marks -> {
                            marks.read().ifPresent(id -> read.put(conversation, id));
                            return null;
                        })))
                .map(done -> read);
    }

    @Override
    public Future<Void> active(Map<UserId, Instant> seen) {
        return calls.mark(
                () -> Each.of(List.copyOf(seen.entrySet()), one -> rows.putSeen(one.getKey(), one.getValue())));
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

    private static Optional<MessageId> ahead(Optional<MessageId> to, Optional<MessageId> now) {
        return to.filter(id -> now.filter(last -> last.compareTo(id) >= 0).isEmpty());
    }
}
