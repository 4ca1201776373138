package dev.parley.store.rocks;

import org.rocksdb.RocksDBException;
import org.rocksdb.WriteBatch;

/**
 * The batch of one group.
 *
 * <p>It is synced when there is a message in it, for nobody may be told of a message that a loss of power takes back. Marks
 * alone are not: syncing each would cost as much as a message does and hold messages up, and a mark that is lost with the
 * power costs a badge that shows again until the user looks. The next message syncs the marks before it, too.
 */
final class GroupCommit implements AutoCloseable {
    private final Database database;
    private final WriteBatch batch = new WriteBatch();
    private boolean mustLast;

    GroupCommit(Database database) {
        this.database = database;
    }

    void put(Family family, byte[] key, byte[] value) throws RocksDBException {
        batch.put(database.handle(family), key, value);
    }

    /** For families whose merge keeps the larger number. */
    void keepLarger(Family family, byte[] key, long number) throws RocksDBException {
        batch.merge(database.handle(family), key, Keys.number(number));
    }

    /** Says that what is in the batch must not be lost. */
    void mustLast() {
        mustLast = true;
    }

    void write() throws RocksDBException {
        if (mustLast) {
            database.write(batch);
        } else if (batch.count() > 0) {
            database.writeLightly(batch);
        }
    }

    @Override
    public void close() {
        batch.close();
    }
}
