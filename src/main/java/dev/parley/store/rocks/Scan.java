package dev.parley.store.rocks;

import java.nio.ByteBuffer;
import org.rocksdb.ColumnFamilyHandle;
import org.rocksdb.ReadOptions;
import org.rocksdb.RocksDB;
import org.rocksdb.RocksDBException;
import org.rocksdb.RocksIterator;
import org.rocksdb.Slice;

/** Walks a range of keys, as it was when the walk began. For one thread. */
final class Scan implements AutoCloseable {
    /** Which end of the range comes first. */
    enum Direction {
        UP,
        DOWN
    }

    private final Direction direction;
    private final Slice lower;
    private final Slice upper;
    private final ReadOptions options;
    private final RocksIterator iterator;
    private boolean begun;
    private boolean over;

    /** A walk through the keys from {@code from}, itself included, to {@code to}, itself not. */
    Scan(RocksDB db, ColumnFamilyHandle family, byte[] from, byte[] to, Direction direction) {
        this.direction = direction;
        this.lower = new Slice(from);
        this.upper = new Slice(to);
        this.options = new ReadOptions().setIterateLowerBound(lower).setIterateUpperBound(upper);
        this.iterator = db.newIterator(family, options);
    }

    /**
     * Steps to the next entry, at first to the first one. After the last one there is none any more.
     *
     * @return whether there is one
     */
    boolean next() throws RocksDBException {
        if (over) {
            return false;
        }
        if (begun) {
            step();
        } else {
            begin();
        }
        if (iterator.isValid()) {
            return true;
        }
        over = true;
        iterator.status();
        return false;
    }

    byte[] key() {
        return iterator.key();
    }

    byte[] value() {
        return iterator.value();
    }

    /** Copies as much of the value as there is room for, and makes it ready to be read. */
    void head(ByteBuffer head) {
        head.clear();
        iterator.value(head);
    }

    private void begin() {
        begun = true;
        if (direction == Direction.UP) {
            iterator.seekToFirst();
        } else {
            iterator.seekToLast();
        }
    }

    private void step() {
        if (direction == Direction.UP) {
            iterator.next();
        } else {
            iterator.prev();
        }
    }

    @Override
    public void close() {
        iterator.close();
        options.close();
        upper.close();
        lower.close();
    }
}
