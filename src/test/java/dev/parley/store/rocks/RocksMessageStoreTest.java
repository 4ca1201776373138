package dev.parley.store.rocks;

import dev.parley.store.MessageStoreContract;
import dev.parley.store.StoreUnderTest;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.io.TempDir;

/** The contract, kept by RocksDB. */
class RocksMessageStoreTest implements MessageStoreContract {
    @TempDir
    private Path folder;

    private StoreUnderTest store;

    @BeforeEach
    void open() {
        store = new StoreUnderTest((vertx, clock) -> RocksStores.open(vertx, folder, StoreUnderTest.LIFE, clock));
    }

    @AfterEach
    void close() {
        store.close();
    }

    @Override
    public StoreUnderTest store() {
        return store;
    }
}
