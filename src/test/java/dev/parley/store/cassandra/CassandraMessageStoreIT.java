package dev.parley.store.cassandra;

import dev.parley.store.MessageStoreContract;
import dev.parley.store.StoreUnderTest;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;

/** The contract, kept by Cassandra. */
class CassandraMessageStoreIT implements MessageStoreContract {
    private StoreUnderTest store;

    @BeforeEach
    void open() throws Exception {
        CassandraSettings settings = TestKeyspace.empty();
        store = new StoreUnderTest((vertx, clock) -> CassandraStores.open(vertx, settings, StoreUnderTest.LIFE, clock));
    }

    @AfterEach
    void close() {
        if (store != null) {
            store.close();
        }
    }

    @Override
    public StoreUnderTest store() {
        return store;
    }

    /** A write takes milliseconds here, so fewer of them meet as many pages. */
    @Override
    public int lateMessages() {
        return 60;
    }
}
