package dev.parley.persistence;

import dev.parley.store.StoreUnderTest;
import dev.parley.store.cassandra.CassandraSettings;
import dev.parley.store.cassandra.CassandraStores;
import dev.parley.store.cassandra.TestKeyspace;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;

/** How an inbox in Cassandra forgets. */
class CassandraInboxExpiryIT implements InboxExpiryContract {
    private ServedStore served;

    @BeforeEach
    void serve() throws Exception {
        CassandraSettings settings = TestKeyspace.empty();
        served = new ServedStore((vertx, clock) -> CassandraStores.open(vertx, settings, StoreUnderTest.LIFE, clock));
    }

    @AfterEach
    void close() {
        if (served != null) {
            served.close();
        }
    }

    @Override
    public ServedStore served() {
        return served;
    }
}
