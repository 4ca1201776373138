package dev.parley.store.cassandra;

import com.datastax.oss.driver.api.core.cql.BoundStatement;
import com.datastax.oss.driver.api.core.cql.PreparedStatement;
import com.datastax.oss.driver.api.core.cql.Row;
import com.datastax.oss.driver.api.core.cql.SimpleStatement;
import io.vertx.cassandra.CassandraClient;
import io.vertx.cassandra.ResultSet;
import io.vertx.core.Future;
import java.util.Arrays;
import java.util.Collections;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Runs the statements of {@link Cql}. What fails in passing, fails as a {@link dev.parley.model.Failure}. */
final class Queries {
    private final CassandraClient client;
    private final Map<Cql, PreparedStatement> prepared;

    private Queries(CassandraClient client, Map<Cql, PreparedStatement> prepared) {
        this.client = client;
        this.prepared = prepared;
    }

    static Future<Queries> prepare(CassandraClient client) {
        Map<Cql, PreparedStatement> prepared = Collections.synchronizedMap(new EnumMap<>(Cql.class));
        List<Future<PreparedStatement>> all = Arrays.stream(Cql.values())
                .map(cql -> client.prepare(statement(cql)).onSuccess(statement -> prepared.put(cql, statement)))
                .toList();
        return Future.all(all).map(done -> new Queries(client, new EnumMap<>(prepared)));
    }

    private static SimpleStatement statement(Cql cql) {
        return SimpleStatement.builder(cql.text())
                .setIdempotence(cql.way() != Cql.Way.DECIDE)
                .setExecutionProfileName(cql.way().isRead() ? Driver.READING : Driver.WRITING)
                .setPageSize(cql.way() == Cql.Way.LIST ? Driver.NUMBERS : Driver.MESSAGES)
                .build();
    }

    /** The statement with its values in the order of its marks. */
    BoundStatement bind(Cql cql, Object... values) {
        return prepared.get(cql).bind(values);
    }

    Future<Void> write(BoundStatement statement) {
        return client.execute(statement).recover(Failures::raised).mapEmpty();
    }

    /** The row that a conditional write leaves, when it was not applied: a lost race. */
    Future<Decision> decide(BoundStatement statement) {
        return client.execute(statement)
                .recover(Failures::raisedByDecision)
                .map(result -> new Decision(result.wasApplied(), Optional.ofNullable(result.one())));
    }

    /** All rows, however many pages. */
    Future<List<Row>> rows(BoundStatement statement) {
        return client.executeWithFullFetch(statement).recover(Failures::raised);
    }

    Future<Optional<Row>> row(BoundStatement statement) {
        return rows(statement).map(rows -> rows.stream().findFirst());
    }

    /** The first of the pages. */
    Future<ResultSet> pages(BoundStatement statement) {
        return client.execute(statement).recover(Failures::raised);
    }

    /** How a conditional write ended. */
    record Decision(boolean applied, Optional<Row> row) {}
}
