package dev.parley.store.rocks;

import dev.parley.archive.Archive;
import dev.parley.archive.ArchiveTable;
import dev.parley.model.Failure;
import dev.parley.model.FailureCode;
import dev.parley.store.InboxLife;
import dev.parley.store.MessageRecords;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.rocksdb.RocksDBException;
import org.rocksdb.WriteBatch;

/** The folder of a message store, as it stands. One at a time can have the folder open. */
public final class RocksArchive implements Archive {
    /** In {@link Family#META}, while an import is under way: the name of what is imported. */
    private static final byte[] IMPORT = "import".getBytes(StandardCharsets.UTF_8);
    /** The same once that has ended. */
    private static final byte[] IMPORTED = "imported".getBytes(StandardCharsets.UTF_8);

    private final Reads reads;
    private final Database database;
    private final ArchiveWrites writes;

    private RocksArchive(Reads reads, Database database) {
        this.reads = reads;
        this.database = database;
        this.writes = new ArchiveWrites(database);
    }

    /**
     * Opens the folder, and makes it when there is none.
     *
     * @return a future completed with the archive, or failed with {@code UNAVAILABLE} when the folder can't be used or is in
     *     use
     */
    public static Future<Archive> open(Vertx vertx, Path folder, InboxLife life) {
        Reads reads = new Reads(vertx);
        Path absolute = folder.toAbsolutePath().normalize();
        return reads.run(() -> Database.open(absolute, Retention.of(life)))
                .<Archive>map(database -> new RocksArchive(reads, database))
                .recover(cause -> reads.close(() -> null).transform(closed -> Future.failedFuture(cause)));
    }

    /** Opens the folder of a store, unless it holds part of an import: that is no store yet. */
    static Database whole(Path folder, Retention retention) throws RocksDBException {
        Database database = Database.open(folder, retention);
        if (database.get(Family.META, IMPORT).isEmpty()) {
            return database;
        }
        database.close();
        throw Failure.of(
                FailureCode.UNAVAILABLE,
                "the import into the message store in " + folder + " is not finished: import again");
    }

    @Override
    public List<ArchiveTable> tables() {
        return List.of(
                MessageRecords.REFS.table(
                        () -> new FamilyPages<>(reads, database, Family.REFS, ArchiveRecords::ref),
                        refs -> write(batch -> writes.refs(batch, refs))),
                MessageRecords.MESSAGES.table(
                        () -> new FamilyPages<>(reads, database, Family.MESSAGES, ArchiveRecords::message),
                        messages -> write(batch -> writes.messages(batch, messages))),
                MessageRecords.CONVERSATIONS.table(
                        () -> new FamilyPages<>(reads, database, Family.CONVERSATIONS, ArchiveRecords::listed),
                        listed -> write(batch -> writes.conversations(batch, listed))),
                MessageRecords.INBOXES.table(
                        () -> new FamilyPages<>(reads, database, Family.INBOX, ArchiveRecords::entry),
                        entries -> write(batch -> writes.inboxes(batch, entries))),
                MessageRecords.MARKS.table(
                        () -> new FamilyPages<>(reads, database, Family.MARKS, ArchiveRecords::mark),
                        marks -> write(batch -> writes.marks(batch, marks))),
                MessageRecords.ACTIVE.table(
                        () -> new FamilyPages<>(reads, database, Family.ACTIVE, ArchiveRecords::active),
                        active -> write(batch -> writes.active(batch, active))));
    }

    @Override
    public Future<Boolean> takes(String export) {
        return reads.run(() -> {
            Optional<String> ended = note(IMPORTED);
            Optional<String> noted = ended.isPresent() ? ended : note(IMPORT);
            require(noted.isEmpty() || noted.get().equals(export), "another import");
            require(noted.isPresent() || isEmpty(), "messages already");
            return ended.isEmpty();
        });
    }

    @Override
    public Future<Void> begin(String export) {
        byte[] name = export.getBytes(StandardCharsets.UTF_8);
        return write(batch -> batch.put(database.handle(Family.META), IMPORT, name));
    }

    private boolean isEmpty() throws RocksDBException {
        return database.get(Family.META, Database.HIGHEST).isEmpty();
    }

    private Optional<String> note(byte[] key) throws RocksDBException {
        return database.get(Family.META, key).map(name -> new String(name, StandardCharsets.UTF_8));
    }

    private static void require(boolean holds, String what) {
        if (!holds) {
            throw Failure.of(FailureCode.INVALID, "the message store holds " + what);
        }
    }

    @Override
    public Future<Void> end() {
        return reads.run(() -> {
            Optional<byte[]> export = database.get(Family.META, IMPORT);
            return put(batch -> {
                batch.delete(database.handle(Family.META), IMPORT);
                if (export.isPresent()) {
                    batch.put(database.handle(Family.META), IMPORTED, export.get());
                }
            });
        });
    }

    @Override
    public Future<Void> close() {
        return reads.close(() -> {
            database.close();
            return null;
        });
    }

    private Future<Void> write(Step step) {
        return reads.run(() -> put(step));
    }

    private Void put(Step step) throws RocksDBException {
        try (WriteBatch batch = new WriteBatch()) {
            step.add(batch);
            database.write(batch);
        }
        return null;
    }

    /** Adds to what is written together. */
    private interface Step {
        void add(WriteBatch batch) throws RocksDBException;
    }
}
