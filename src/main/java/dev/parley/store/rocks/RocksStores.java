package dev.parley.store.rocks;

import dev.parley.backup.LiveCopy;
import dev.parley.model.Failure;
import dev.parley.model.FailureCode;
import dev.parley.store.InboxLife;
import dev.parley.store.MarkStore;
import dev.parley.store.MessageStore;
import dev.parley.store.MessageStores;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import java.nio.file.Path;
import java.util.Optional;
import java.util.function.IntConsumer;
import java.util.function.LongSupplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Messages and marks in a folder of this machine. One at a time can have the folder open. */
public final class RocksStores implements MessageStores {
    private static final Logger LOG = LoggerFactory.getLogger(RocksStores.class);

    private final Reads reads;
    private final Database database;
    private final Writer writer;
    private final MessageStore messages;
    private final MarkStore marks;

    private RocksStores(Vertx vertx, Reads reads, Database database, LongSupplier clockMillis, IntConsumer groups) {
        WritingFloor floor = new WritingFloor();
        this.reads = reads;
        this.database = database;
        this.writer = new Writer(database, clockMillis, floor, groups);
        this.messages = new RocksMessageStore(vertx, writer, reads, database, floor);
        this.marks = new RocksMarkStore(vertx, writer, reads, database);
    }

    /**
     * Opens the store, and makes it when the folder is empty.
     *
     * @param life how long inbox entries live
     * @param clockMillis Unix time; never goes back, and is the clock that horizons are taken from
     * @param groups told how many writes went to the disk together
     * @return a future completed with the store, or failed with {@code UNAVAILABLE} when the folder can't be used or is
     *     in use
     */
    public static Future<MessageStores> open(
            Vertx vertx, Path folder, InboxLife life, LongSupplier clockMillis, IntConsumer groups) {
        return open(vertx, folder, Retention.of(life), clockMillis, groups);
    }

    /** The same without measuring. */
    public static Future<MessageStores> open(Vertx vertx, Path folder, InboxLife life, LongSupplier clockMillis) {
        return open(vertx, folder, Retention.of(life), clockMillis);
    }

    static Future<MessageStores> open(Vertx vertx, Path folder, Retention retention, LongSupplier clockMillis) {
        return open(vertx, folder, retention, clockMillis, group -> {});
    }

    private static Future<MessageStores> open(
            Vertx vertx, Path folder, Retention retention, LongSupplier clockMillis, IntConsumer groups) {
        Path absolute = folder.toAbsolutePath().normalize();
        Reads reads = new Reads(vertx);
        return reads.run(() -> RocksArchive.whole(absolute, retention))
                .<MessageStores>map(database -> begin(new RocksStores(vertx, reads, database, clockMillis, groups)))
                .onSuccess(store -> LOG.info("Messages are kept by RocksDB in {}", absolute))
                .recover(cause -> reads.close(() -> null).transform(closed -> Future.failedFuture(cause)));
    }

    private static RocksStores begin(RocksStores stores) {
        stores.writer.start();
        return stores;
    }

    @Override
    public MessageStore messages() {
        return messages;
    }

    @Override
    public MarkStore marks() {
        return marks;
    }

    @Override
    public Future<Void> check() {
        if (!writer.works()) {
            return Future.failedFuture(
                    Failure.of(FailureCode.UNAVAILABLE, "the message store no longer writes: see the log"));
        }
        return reads.run(() -> {
            database.check();
            return null;
        });
    }

    @Override
    public Optional<LiveCopy> liveCopy() {
        return Optional.of(folder -> reads.run(() -> {
            database.copyTo(folder);
            return null;
        }));
    }

    @Override
    public Future<Void> close() {
        return reads.close(() -> {
            writer.finish();
            database.close();
            return null;
        });
    }
}
