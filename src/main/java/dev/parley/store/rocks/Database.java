package dev.parley.store.rocks;

import dev.parley.model.Failure;
import dev.parley.model.FailureCode;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.rocksdb.Checkpoint;
import org.rocksdb.ColumnFamilyDescriptor;
import org.rocksdb.ColumnFamilyHandle;
import org.rocksdb.RocksDB;
import org.rocksdb.RocksDBException;
import org.rocksdb.TtlDB;
import org.rocksdb.WriteBatch;
import org.rocksdb.WriteOptions;

/**
 * The open folder. Its methods block. They may be called from any thread, but never after {@link #close}: that would take
 * the process down.
 */
final class Database implements AutoCloseable {
    static final byte[] HIGHEST = "highest".getBytes(StandardCharsets.UTF_8);
    private static final byte[] FORMAT = "format".getBytes(StandardCharsets.UTF_8);
    private static final long FORMAT_NOW = 1;

    private final Tuning tuning;
    private final TtlDB db;
    private final Map<Family, ColumnFamilyHandle> handles = new EnumMap<>(Family.class);
    private final WriteOptions durably = new WriteOptions().setSync(true);
    private final WriteOptions lightly = new WriteOptions();

    private Database(Tuning tuning, TtlDB db, List<ColumnFamilyHandle> handles) {
        this.tuning = tuning;
        this.db = db;
        Iterator<ColumnFamilyHandle> inOrder = handles.iterator();
        for (Family family : Family.values()) {
            this.handles.put(family, inOrder.next());
        }
    }

    /**
     * Opens the folder, and makes it when there is none.
     *
     * @throws Failure of code {@code UNAVAILABLE} that names the folder and what is wrong with it
     */
    static Database open(Path folder, Retention retention) {
        RocksDB.loadLibrary();
        Tuning tuning = new Tuning();
        try {
            Files.createDirectories(folder);
            Database database = open(folder, retention, tuning);
            database.checkFormat(folder);
            return database;
        } catch (RocksDBException e) {
            tuning.close();
            throw unusable(folder, e.getMessage());
        } catch (IOException e) {
            tuning.close();
            throw unusable(folder, e.toString());
        }
    }

    private static Database open(Path folder, Retention retention, Tuning tuning) throws RocksDBException {
        List<ColumnFamilyDescriptor> descriptors = new ArrayList<>();
        List<Integer> secondsKept = new ArrayList<>();
        for (Family family : Family.values()) {
            descriptors.add(new ColumnFamilyDescriptor(
                    family.columnFamily(), tuning.family(family, family.keptFor(retention))));
            secondsKept.add((int) family.keptFor(retention).toSeconds());
        }
        List<ColumnFamilyHandle> handles = new ArrayList<>();
        TtlDB db = TtlDB.open(tuning.database(), folder.toString(), descriptors, handles, secondsKept, false);
        return new Database(tuning, db, handles);
    }

    private static Failure unusable(Path folder, String reason) {
        boolean locked = reason.contains("lock hold by current process") || reason.contains("While lock file");
        String what = locked ? "another process or store has it open" : reason;
        return Failure.of(FailureCode.UNAVAILABLE, "the message store in " + folder + " cannot be opened: " + what);
    }

    private void checkFormat(Path folder) throws RocksDBException {
        Optional<byte[]> format = get(Family.META, FORMAT);
        if (format.isEmpty()) {
            db.put(handle(Family.META), durably, FORMAT, Keys.number(FORMAT_NOW));
        } else if (Keys.lastNumber(format.get()) != FORMAT_NOW) {
            close();
            throw unusable(folder, "it has format " + Keys.lastNumber(format.get()) + ", not " + FORMAT_NOW);
        }
    }

    /** Reads something that every good store has. */
    void check() throws RocksDBException {
        if (get(Family.META, FORMAT).isEmpty()) {
            throw new IllegalStateException("the message store has lost its format");
        }
    }

    Optional<byte[]> get(Family family, byte[] key) throws RocksDBException {
        return Optional.ofNullable(db.get(handle(family), key));
    }

    /** A message that an inbox or a list names: there must be one. */
    byte[] message(byte[] conversation, long id) throws RocksDBException {
        return get(Family.MESSAGES, Keys.message(conversation, id))
                .orElseThrow(() -> new IllegalStateException("message " + id + " is listed and does not exist"));
    }

    Lookups lookups(Family family) {
        return new Lookups(db, handle(family));
    }

    Scan scan(Family family, byte[] from, byte[] to, Scan.Direction direction) {
        return new Scan(db, handle(family), from, to, direction);
    }

    ColumnFamilyHandle handle(Family family) {
        return handles.get(family);
    }

    /** Returns when the batch is on disk. */
    void write(WriteBatch batch) throws RocksDBException {
        db.write(durably, batch);
    }

    /** Returns when the batch is with the operating system: it outlives this process, not a loss of power. */
    void writeLightly(WriteBatch batch) throws RocksDBException {
        db.write(lightly, batch);
    }

    /**
     * Makes a folder that holds what is in this one now. Files that do not change any more are linked where they are on the same
     * disk, not copied.
     */
    void copyTo(Path folder) {
        try (Checkpoint checkpoint = Checkpoint.create(db)) {
            checkpoint.createCheckpoint(folder.toString());
        } catch (RocksDBException e) {
            throw Failure.of(FailureCode.UNAVAILABLE, "messages cannot be copied to " + folder + ": " + e.getMessage());
        }
    }

    @Override
    public void close() {
        handles.values().forEach(ColumnFamilyHandle::close);
        try {
            db.closeE();
        } catch (RocksDBException e) {
            throw new UncheckedIOException(new IOException("the message store did not close well", e));
        } finally {
            durably.close();
            lightly.close();
            tuning.close();
        }
    }
}
