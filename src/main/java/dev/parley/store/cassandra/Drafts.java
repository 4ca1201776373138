package dev.parley.store.cassandra;

import com.datastax.oss.driver.api.core.cql.BoundStatement;
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
        BoundStatement insert = MessageColumns.set(queries.bind(Cql.PUT_DRAFT), draft.message());
        return queries.write(insert.setList("members", MessageColumns.numbers(draft.members()), Long.class));
    }

    Future<Optional<Draft>> get(MessageId id) {
        return queries.row(queries.bind(Cql.GET_DRAFT, id.value()))
                .map(found ->
                        found.map(row -> new Draft(MessageColumns.message(row), MessageColumns.users(row, "members"))));
    }
}
