package dev.parley.store.rocks;

import dev.parley.archive.Pages;
import io.vertx.core.Future;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.function.BiFunction;
import org.rocksdb.RocksDBException;

/** The entries of a family in the order of their keys; each page begins after the last key of the one before. */
final class FamilyPages<T> implements Pages<T> {
    private static final int PAGE = 1_000;
    /** Above every key: users and kinds of conversation begin with smaller bytes. */
    private static final byte[] END = {(byte) 0xff};

    private final Reads reads;
    private final Database database;
    private final Family family;
    private final BiFunction<byte[], byte[], T> record;
    private byte[] from = {};

    /** @param record makes a record of a key and a value */
    FamilyPages(Reads reads, Database database, Family family, BiFunction<byte[], byte[], T> record) {
        this.reads = reads;
        this.database = database;
        this.family = family;
        this.record = record;
    }

    @Override
    public Future<List<T>> next() {
        return reads.run(this::page);
    }

    private List<T> page() throws RocksDBException {
        List<T> records = new ArrayList<>();
        PageSize size = new PageSize(PAGE);
        try (Scan entries = database.scan(family, from, END, Scan.Direction.UP)) {
            while (!size.isFull() && entries.next()) {
                byte[] key = entries.key();
                byte[] value = entries.value();
                records.add(record.apply(key, value));
                size.count(value);
                from = Arrays.copyOf(key, key.length + 1);
            }
        }
        return records;
    }
}
