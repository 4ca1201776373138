package dev.parley.store.cassandra;

import com.datastax.oss.driver.api.core.cql.Row;
import dev.parley.model.ConversationId;
import dev.parley.model.MessageId;
import dev.parley.model.UserId;
import dev.parley.store.Marks;
import io.vertx.core.Future;
import java.time.Instant;
import java.util.Optional;
import java.util.concurrent.TimeUnit;

/** Marks, and when users were last active. The time of a write is that of what it writes, so the later one stays. */
final class MarkRows {
    private final Queries queries;

    MarkRows(Queries queries) {
        this.queries = queries;
    }

    Future<Void> put(UserId user, ConversationId conversation, Marks marks) {
        return Future.join(
                        put(Cql.PUT_DELIVERED, user, conversation, marks.delivered()),
                        put(Cql.PUT_READ, user, conversation, marks.read()))
                .mapEmpty();
    }

    private Future<Void> put(Cql cql, UserId user, ConversationId conversation, Optional<MessageId> id) {
        return id.map(to -> queries.write(
                        queries.bind(cql, Times.of(to), to.value(), conversation.toString(), user.value())))
                .orElse(Future.succeededFuture());
    }

    Future<Marks> get(UserId user, ConversationId conversation) {
        return queries.row(queries.bind(Cql.GET_MARKS, conversation.toString(), user.value()))
                .map(found -> found.map(MarkRows::marks).orElse(Marks.NONE));
    }

    Future<Void> putSeen(UserId user, Instant at) {
        long millis = at.toEpochMilli();
        long micros = TimeUnit.MILLISECONDS.toMicros(millis);
        return queries.write(queries.bind(Cql.PUT_SEEN, micros, millis, user.value()));
    }

    static Marks marks(Row row) {
        return new Marks(id(row, "delivered"), id(row, "read"));
    }

    private static Optional<MessageId> id(Row row, String column) {
        return row.isNull(column) ? Optional.empty() : Optional.of(new MessageId(row.getLong(column)));
    }
}
