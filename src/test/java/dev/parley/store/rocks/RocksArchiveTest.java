package dev.parley.store.rocks;

import static dev.parley.store.StoreUnderTest.await;

import dev.parley.archive.Archive;
import dev.parley.store.InboxLife;
import dev.parley.store.MessageArchiveContract;
import dev.parley.store.MessageStores;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import java.nio.file.Path;
import java.time.Duration;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.io.TempDir;

/** The contract, kept by RocksDB. */
class RocksArchiveTest implements MessageArchiveContract {
    private static final InboxLife LIFE = new InboxLife(Duration.ofDays(30));

    @TempDir
    private Path folder;

    private final Vertx vertx = Vertx.vertx();

    @AfterEach
    void close() {
        await(vertx.close());
    }

    @Override
    public Future<MessageStores> openStore() {
        return RocksStores.open(vertx, folder, LIFE, System::currentTimeMillis);
    }

    @Override
    public Future<Archive> openArchive() {
        return RocksArchive.open(vertx, folder, LIFE);
    }
}
