package dev.parley.archive;

import dev.parley.model.Failure;
import dev.parley.model.FailureCode;
import io.vertx.core.json.JsonObject;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;

/**
 * Takes the contents of a file into empty stores. The whole file is checked first. One that breaks off can be begun again
 * with the same file: it writes the same once more.
 */
public final class Importer {
    private static final int MOST_RECORDS = 250;
    private static final int MOST_BYTES = 4 << 20;

    private final List<Archive> archives;
    private final Progress progress;

    /** @param telling told from time to time, in a line, how far it is */
    public Importer(List<Archive> archives, Consumer<String> telling) {
        this.archives = List.copyOf(archives);
        this.progress = new Progress(telling);
    }

    /**
     * Reads the file. Blocks.
     *
     * @return what was taken in
     * @throws Failure when the file is no good, a store holds something else, or cannot be written
     */
    public Contents read(Path file) throws IOException {
        ExportFile export = new ExportFile(file);
        Contents contents = export.read((table, record, size) -> {});
        Map<String, ArchiveTable> known = tables(archives);
        contents.records().keySet().forEach(table -> require(file, known.containsKey(table), table));
        List<Archive> open = begin(file, contents);
        Batch batch = new Batch(open);
        export.read(batch::take);
        batch.write();
        open.forEach(archive -> Patience.await(archive::end));
        return contents;
    }

    /** Those stores that do not have all of it: the last import may have broken off between the end of one and of another. */
    private List<Archive> begin(Path file, Contents contents) {
        List<Archive> open = archives.stream()
                .filter(archive -> Patience.await(() -> archive.takes(contents.checksum())))
                .toList();
        if (open.isEmpty()) {
            throw ExportReader.wrong(file, "was imported before");
        }
        open.forEach(archive -> Patience.await(() -> archive.begin(contents.checksum())));
        return open;
    }

    private static Map<String, ArchiveTable> tables(List<Archive> archives) {
        Map<String, ArchiveTable> tables = new HashMap<>();
        archives.forEach(archive -> archive.tables().forEach(table -> tables.put(table.name(), table)));
        return tables;
    }

    private static void require(Path file, boolean known, String table) {
        if (!known) {
            throw ExportReader.wrong(file, "has " + table + ", which this Parley does not know");
        }
    }

    /** Records of one table, until they are enough for a write. */
    private final class Batch {
        private final Map<String, ArchiveTable> tables;
        private final List<JsonObject> records = new ArrayList<>();
        private String table = "";
        private int bytes;

        Batch(List<Archive> open) {
            this.tables = tables(open);
        }

        void take(String name, JsonObject record, int size) {
            if (!name.equals(table) || records.size() == MOST_RECORDS || bytes >= MOST_BYTES) {
                write();
                table = name;
            }
            if (tables.containsKey(name)) {
                records.add(record);
                bytes += size;
            }
        }

        void write() {
            if (records.isEmpty()) {
                return;
            }
            try {
                Patience.await(() -> tables.get(table).write(List.copyOf(records)));
            } catch (ClassCastException | IllegalArgumentException | NullPointerException unreadable) {
                throw Failure.of(FailureCode.INVALID, "a record of " + table + " cannot be read: " + unreadable);
            }
            progress.passed(table, records.size());
            records.clear();
            bytes = 0;
        }
    }
}
