package dev.parley.store.rocks;

import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Properties;
import org.rocksdb.AbstractNativeReference;
import org.rocksdb.BlockBasedTableConfig;
import org.rocksdb.BloomFilter;
import org.rocksdb.Cache;
import org.rocksdb.ColumnFamilyOptions;
import org.rocksdb.CompressionType;
import org.rocksdb.DBOptions;
import org.rocksdb.IndexType;
import org.rocksdb.InfoLogLevel;
import org.rocksdb.LRUCache;

/** RocksDB's settings, for a machine that has other things to do: every cache, buffer and log has a bound. */
final class Tuning implements AutoCloseable {
    private static final long MIB = 1024 * 1024;
    private static final long BLOCK_CACHE = 64 * MIB;
    private static final long ALL_MEMTABLES = 64 * MIB;
    private static final long ONE_MEMTABLE = 16 * MIB;
    /** A key that is merged often is read as slowly as it has merges in here. */
    private static final long MERGED_MEMTABLE = 4 * MIB;

    private static final long WAL = 64 * MIB;
    /** A log that was written once has its room on the disk, so a sync has only what was written to see to. */
    private static final int LOGS_USED_AGAIN = 4;

    private static final int OPEN_FILES = 512;
    private static final int BLOOM_BITS_PER_KEY = 10;
    /** Each new message looks its ref up, which is mostly not there: this much of the memtable says so at once. */
    private static final double MEMTABLE_BLOOM = 0.1;

    /** Native objects that the database uses until it is closed; the last one made goes first. */
    private final Deque<AbstractNativeReference> held = new ArrayDeque<>();

    private final Cache cache = hold(new LRUCache(BLOCK_CACHE));
    private final BloomFilter bloom = hold(new BloomFilter(BLOOM_BITS_PER_KEY));

    /** One thread writes, so nothing is gained by memtables that several can write. */
    DBOptions database() {
        return hold(new DBOptions())
                .setCreateIfMissing(true)
                .setCreateMissingColumnFamilies(true)
                .setDbWriteBufferSize(ALL_MEMTABLES)
                .setMaxTotalWalSize(WAL)
                .setRecycleLogFileNum(LOGS_USED_AGAIN)
                .setMaxOpenFiles(OPEN_FILES)
                .setMaxBackgroundJobs(2)
                .setAllowConcurrentMemtableWrite(false)
                .setBytesPerSync(MIB)
                .setInfoLogLevel(InfoLogLevel.WARN_LEVEL)
                .setMaxLogFileSize(MIB)
                .setKeepLogFileNum(2)
                .setStatsDumpPeriodSec(0);
    }

    ColumnFamilyOptions family(Family family, Duration keptFor) {
        ColumnFamilyOptions options = hold(fresh(family))
                .setWriteBufferSize(ONE_MEMTABLE)
                .setMaxWriteBufferNumber(3)
                .setCompressionType(CompressionType.LZ4_COMPRESSION)
                .setPeriodicCompactionSeconds(recompactedAfter(keptFor).toSeconds())
                .setTableFormatConfig(blocks());
        return switch (family) {
            case META, CONVERSATIONS, MARKS, ACTIVE ->
                options.setMergeOperatorName("max").setWriteBufferSize(MERGED_MEMTABLE);
            case MESSAGES -> options.setBottommostCompressionType(CompressionType.ZSTD_COMPRESSION);
            case REFS -> options.setMemtablePrefixBloomSizeRatio(MEMTABLE_BLOOM).setMemtableWholeKeyFiltering(true);
            case INBOX -> options;
        };
    }

    private static ColumnFamilyOptions fresh(Family family) {
        return switch (family) {
            case INBOX, CONVERSATIONS -> growingByUser();
            case META, MESSAGES, REFS, MARKS, ACTIVE -> new ColumnFamilyOptions();
        };
    }

    /**
     * An inbox and a list grow at the ends of their users' keys: where a user's last key went is where the search for the next
     * one's place begins. Java has no setter for it.
     */
    private static ColumnFamilyOptions growingByUser() {
        Properties properties = new Properties();
        properties.setProperty("memtable_insert_with_hint_prefix_extractor", "rocksdb.FixedPrefix." + Long.BYTES);
        return ColumnFamilyOptions.getColumnFamilyOptionsFromProps(properties);
    }

    /** What expires has to be compacted again to go; what stays must not be rewritten for nothing (zero is never). */
    private static Duration recompactedAfter(Duration keptFor) {
        return keptFor.dividedBy(5);
    }

    /**
     * Index and filter in pieces. In one piece the index of a large file takes some megabytes, more than one of the many parts
     * of the cache holds, so that every look-up would read it anew.
     */
    private BlockBasedTableConfig blocks() {
        return new BlockBasedTableConfig()
                .setBlockCache(cache)
                .setFilterPolicy(bloom)
                .setIndexType(IndexType.kTwoLevelIndexSearch)
                .setPartitionFilters(true)
                .setPinTopLevelIndexAndFilter(true)
                .setCacheIndexAndFilterBlocks(true)
                .setPinL0FilterAndIndexBlocksInCache(true);
    }

    private <T extends AbstractNativeReference> T hold(T reference) {
        held.push(reference);
        return reference;
    }

    @Override
    public void close() {
        held.forEach(AbstractNativeReference::close);
    }
}
