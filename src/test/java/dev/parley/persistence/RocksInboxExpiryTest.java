package dev.parley.persistence;

import dev.parley.store.StoreUnderTest;
import dev.parley.store.rocks.RocksStores;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.io.TempDir;

/** How an inbox in RocksDB forgets. */
class RocksInboxExpiryTest implements InboxExpiryContract {
    @TempDir
    private Path folder;

    private ServedStore served;

    @BeforeEach
    void serve() {
        served = new ServedStore((vertx, clock) -> RocksStores.open(vertx, folder, StoreUnderTest.LIFE, clock));
    }

    @AfterEach
    void close() {
        served.close();
    }

    @Override
    public ServedStore served() {
        return served;
    }
}
