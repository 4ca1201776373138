package dev.parley.store.rocks;

import org.rocksdb.RocksDBException;

/** Writes that become visible together. For the writer's thread. */
final class Group implements AutoCloseable {
    private final GroupCommit commit;
    private final GroupedAppends appends;
    private final GroupedMarks marks;

    /** @param nowMillis the time by which deadlines are kept */
    Group(Database database, long nowMillis) {
        this.commit = new GroupCommit(database);
        this.appends = new GroupedAppends(database, commit, nowMillis);
        this.marks = new GroupedMarks(database, commit);
    }

    GroupedAppends appends() {
        return appends;
    }

    GroupedMarks marks() {
        return marks;
    }

    /** Returns when all that was added is visible, and what has to be durable is. */
    void write() throws RocksDBException {
        appends.end();
        commit.write();
    }

    @Override
    public void close() {
        commit.close();
    }
}
