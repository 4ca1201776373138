package dev.parley.store.cassandra;

import static dev.parley.store.StoreUnderTest.ANN;
import static dev.parley.store.StoreUnderTest.BOB;
import static dev.parley.store.StoreUnderTest.await;

import dev.parley.model.Message;
import dev.parley.store.StoreUnderTest;
import dev.parley.store.cassandra.Claim.State;
import io.vertx.cassandra.CassandraClient;
import io.vertx.cassandra.CassandraClientOptions;
import io.vertx.core.Vertx;
import java.util.List;

/** What a process did that died in the middle of it, step by step. */
final class DeadProcess implements AutoCloseable {
    private final Vertx vertx = Vertx.vertx();
    private final CassandraClient client;
    private final Tables tables;

    DeadProcess(CassandraSettings settings) {
        this.client = CassandraClient.create(
                vertx, new CassandraClientOptions(Driver.session(settings).withKeyspace(settings.keyspace())));
        Queries queries = await(client.metadata().compose(connected -> Queries.prepare(client)));
        this.tables = Tables.of(
                queries, await(HighWater.open(queries)), StoreUnderTest.LIFE.stored(), System::currentTimeMillis);
    }

    Tables tables() {
        return tables;
    }

    /** Ann's message to Bob, claimed and in the inboxes. */
    Message entered(Message message) {
        Draft draft = draft(message);
        await(tables.claims().claim(message));
        await(tables.drafts().put(draft));
        await(tables.inboxes().put(draft));
        return message;
    }

    /** The same, and accepted. */
    Message accepted(Message message) {
        entered(message);
        await(tables.claims().decide(message, State.ACCEPTED));
        return message;
    }

    /** Changes what is stored behind the back of all. */
    void execute(String statement) {
        await(client.execute(statement));
    }

    static Draft draft(Message message) {
        return new Draft(message, List.of(ANN, BOB));
    }

    /** Every row of every table, as JSON. */
    List<String> rows() {
        return TestKeyspace.TABLES.stream()
                .map(table -> await(client.executeWithFullFetch("SELECT JSON * FROM " + table)))
                .flatMap(List::stream)
                .map(row -> row.getString(0))
                .toList();
    }

    @Override
    public void close() {
        await(client.close());
        await(vertx.close());
    }
}
