package dev.parley.archive;

import io.vertx.core.json.JsonObject;
import java.io.IOException;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

/** A whole file, to be read twice: to see that it is sound, and to take in what it holds. */
final class ExportFile {
    private final Path file;

    ExportFile(Path file) {
        this.file = file;
    }

    /** Takes a record of a table. */
    interface Sink {
        /** @param size how many bytes its line has */
        void take(String table, JsonObject record, int size);
    }

    /**
     * Reads all of it.
     *
     * @return what it holds, when that is what its end says
     * @throws dev.parley.model.Failure that says what is wrong with it
     */
    Contents read(Sink sink) throws IOException {
        try (ExportReader reader = ExportReader.open(file)) {
            MessageDigest digest = Checksum.begin();
            Map<String, Long> records = new HashMap<>();
            digest.update(header(reader));
            while (true) {
                byte[] bytes = reader.next().orElseThrow(reader::cutOff);
                Line line = reader.parse(bytes);
                if (line.isEnd()) {
                    return checked(reader, line, new Contents(Checksum.end(digest), records));
                }
                reader.require(line.isRecord(), "a line is no record");
                digest.update(bytes);
                records.merge(line.table(), 1L, Long::sum);
                sink.take(line.table(), line.record(), bytes.length);
            }
        }
    }

    private byte[] header(ExportReader reader) throws IOException {
        byte[] first = reader.next().orElseThrow(reader::cutOff);
        Line header = reader.parse(first);
        if (!header.isHeader()) {
            throw ExportReader.wrong(file, "is not an export of Parley");
        }
        if (header.format() != Line.FORMAT) {
            throw ExportReader.wrong(file, "has format " + header.format() + "; this Parley reads " + Line.FORMAT);
        }
        return first;
    }

    private static Contents checked(ExportReader reader, Line end, Contents found) throws IOException {
        Optional<byte[]> more = reader.next();
        reader.require(more.isEmpty(), "something follows its end");
        reader.require(said(reader, end).equals(found), "its lines are not what its end says");
        return found;
    }

    private static Contents said(ExportReader reader, Line end) {
        try {
            return end.contents();
        } catch (ClassCastException | NullPointerException | IllegalArgumentException unreadable) {
            throw reader.damaged("its end cannot be read");
        }
    }
}
