package dev.parley.store.cassandra;

import com.datastax.oss.driver.api.core.cql.BoundStatement;
import com.datastax.oss.driver.api.core.cql.Row;
import dev.parley.model.Message;
import dev.parley.model.MessageId;
import io.vertx.core.Future;
import java.util.Optional;

/** What was begun. A draft outlives the claim that decides about it. */
final class Drafts {
    private final Queries queries;

    Drafts(Queries queries) {
        this.queries = queries;
    }

    Future<Void> put(Draft draft) {
        Message message = draft.message();
        BoundStatement insert = MessageColumns.set(queries.bind(Cql.PUT_DRAFT), message)
                .setList("members", MessageColumns.numbers(draft.members()), Long.class);
        return queries.write(message.amendedBy()
                .map(by -> MessageColumns.setAmended(insert, by, message))
                .orElse(insert));
    }

    Future<Optional<Draft>> get(MessageId id) {
        return queries.row(queries.bind(Cql.GET_DRAFT, id.value()))
                .map(found -> found.filter(MessageColumns::isMessage).map(Drafts::draft));
    }

    /** Takes away what a message says; putting its draft again does not bring it back. */
    Future<Void> empty(MessageId id) {
        return queries.write(queries.bind(Cql.EMPTY_DRAFT, Times.over(id), id.value()));
    }

    private static Draft draft(Row row) {
        return new Draft(MessageColumns.message(row), MessageColumns.users(row.getList("members", Long.class)));
    }
}
