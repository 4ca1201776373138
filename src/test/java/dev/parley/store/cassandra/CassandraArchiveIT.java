package dev.parley.store.cassandra;

import static dev.parley.store.StoreUnderTest.await;

import dev.parley.archive.Archive;
import dev.parley.servers.CassandraServer;
import dev.parley.store.InboxLife;
import dev.parley.store.MessageArchiveContract;
import dev.parley.store.MessageStores;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import java.time.Duration;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;

/** The contract, kept by Cassandra. */
class CassandraArchiveIT implements MessageArchiveContract {
    private static final InboxLife LIFE = new InboxLife(Duration.ofDays(30));

    private final Vertx vertx = Vertx.vertx();
    private CassandraSettings settings;

    @BeforeEach
    void empty() throws Exception {
        String url = "cassandra://" + CassandraServer.shared().address() + "/parley_tests?start=5";
        TestKeyspace.empty();
        settings = CassandraSettings.parse(url);
    }

    @AfterEach
    void close() {
        await(vertx.close());
    }

    @Override
    public Future<MessageStores> openStore() {
        return CassandraStores.open(vertx, settings, LIFE, System::currentTimeMillis);
    }

    @Override
    public Future<Archive> openArchive() {
        return CassandraArchive.open(vertx, settings, LIFE);
    }
}
