package dev.parley.store.cassandra;

import static dev.parley.store.StoreUnderTest.await;
import static org.assertj.core.api.Assertions.assertThat;

import com.datastax.oss.driver.api.core.cql.SimpleStatement;
import dev.parley.model.Message;
import dev.parley.model.Message.Kind;
import dev.parley.model.MessageId;
import dev.parley.servers.CassandraServer;
import dev.parley.store.AppendOutcome.Stored;
import io.vertx.cassandra.CassandraClient;
import io.vertx.cassandra.CassandraClientOptions;
import io.vertx.core.Vertx;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Tables of before, with what is in them. */
class SchemaUpgradeIT {
    private static final String KEYSPACE = "parley_upgrade";

    private final Vertx vertx = Vertx.vertx();
    private CassandraSettings settings;
    private CassandraClient client;

    @BeforeEach
    void makeTheFirstTables() throws Exception {
        settings = TestKeyspace.settings(CassandraServer.shared(), KEYSPACE);
        client = CassandraClient.create(vertx, new CassandraClientOptions(Driver.session(settings)));
        await(new Migrations(vertx, client, settings, SchemaSteps.all().subList(0, 1)).run());
    }

    @AfterEach
    void drop() {
        if (client != null) {
            change("DROP KEYSPACE " + KEYSPACE);
            await(client.close());
        }
        await(vertx.close());
    }

    @Test
    void areBroughtUpToDateAndTheirMessagesCanBeAmended() {
        Message old = writtenByTheFirstVersion();

        try (OpenStore store = OpenStore.open(settings)) {
            assertThat(store.log()).containsExactly(old);
            Message edit = OpenStore.amendment(old, Kind.EDIT, "better");
            assertThat(await(store.append(edit))).isEqualTo(new Stored());
            assertThat(store.log()).containsExactly(old.amendedBy(edit), edit.emptied());
        }
    }

    @Test
    void areBroughtUpToDateAgainWhereThatWasBrokenOff() {
        change(SchemaSteps.all().get(2).get(0));
        change(SchemaSteps.all().get(2).get(1));

        for (int start = 0; start < 2; start++) {
            try (OpenStore store = OpenStore.open(settings)) {
                assertThat(store.log()).isEmpty();
            }
            await(client.execute("DELETE FROM schema_steps WHERE name = 'messages' AND step = 3"));
        }
    }

    private void change(String schema) {
        await(client.execute(SimpleStatement.newInstance(schema).setExecutionProfileName(Migrations.PROFILE)));
    }

    private Message writtenByTheFirstVersion() {
        Message message = OpenStore.message("old");
        long id = message.id().value();
        int bucket = Buckets.LOG.of(id);
        await(client.execute("INSERT INTO messages_by_conversation (conversation, bucket, id, sender, kind, ref, body)"
                + " VALUES ('" + OpenStore.CHAT + "', " + bucket + ", " + id + ", " + message.from() + ", 1, 'old', '"
                + message.text() + "')"));
        await(client.execute("INSERT INTO buckets_by_conversation (conversation, bucket) VALUES ('" + OpenStore.CHAT
                + "', " + bucket + ")"));
        assertThat(new MessageId(id)).isEqualTo(message.id());
        return message;
    }
}
