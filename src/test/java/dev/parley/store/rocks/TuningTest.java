package dev.parley.store.rocks;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.rocksdb.ColumnFamilyDescriptor;
import org.rocksdb.ColumnFamilyHandle;
import org.rocksdb.FlushOptions;
import org.rocksdb.RocksDB;
import org.rocksdb.TableProperties;

class TuningTest {
    private static final int ENTRIES = 20_000;

    @TempDir
    private Path folder;

    /** In one piece it outgrows the cache with the file. */
    @Test
    void theIndexOfAFileIsInPieces() throws Exception {
        RocksDB.loadLibrary();
        List<ColumnFamilyHandle> handles = new ArrayList<>();
        try (Tuning tuning = new Tuning()) {
            List<ColumnFamilyDescriptor> families =
                    List.of(family(tuning, Family.META), family(tuning, Family.MESSAGES));
            try (RocksDB db = RocksDB.open(tuning.database(), folder.toString(), families, handles);
                    FlushOptions flush = new FlushOptions()) {
                for (int i = 0; i < ENTRIES; i++) {
                    db.put(handles.get(1), Keys.number(i), new byte[100]);
                }
                db.flush(flush, handles.get(1));
                assertThat(db.getPropertiesOfAllTables(handles.get(1)).values())
                        .isNotEmpty()
                        .extracting(TableProperties::getTopLevelIndexSize)
                        .allMatch(size -> size > 0);
                handles.forEach(ColumnFamilyHandle::close);
            }
        }
    }

    private static ColumnFamilyDescriptor family(Tuning tuning, Family family) {
        return new ColumnFamilyDescriptor(family.columnFamily(), tuning.family(family, Duration.ZERO));
    }
}
