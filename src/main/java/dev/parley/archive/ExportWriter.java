package dev.parley.archive;

import dev.parley.model.Failure;
import dev.parley.model.FailureCode;
import io.vertx.core.json.JsonObject;
import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.channels.Channels;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.FileAttribute;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.MessageDigest;
import java.time.Instant;
import java.util.EnumSet;
import java.util.Map;
import java.util.TreeMap;
import java.util.zip.GZIPOutputStream;

/** Writes an export beside its place, and puts it there when it is whole. Only its owner can read it: it holds hashes. */
final class ExportWriter implements AutoCloseable {
    private static final String OWNER_ONLY = "rw-------";

    private final Path file;
    private final Path part;
    private final FileChannel channel;
    private final OutputStream lines;
    private final MessageDigest digest = Checksum.begin();
    private final Map<String, Long> records = new TreeMap<>();

    ExportWriter(Path file) throws IOException {
        this.file = file.toAbsolutePath();
        this.part = this.file.resolveSibling(this.file.getFileName() + ".part");
        if (Files.exists(file)) {
            throw Failure.of(FailureCode.INVALID, file + " exists already");
        }
        Files.deleteIfExists(part);
        channel = FileChannel.open(
                part, EnumSet.of(StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE), attributes());
        lines = new GZIPOutputStream(new BufferedOutputStream(Channels.newOutputStream(channel)), 1 << 16);
        add(Line.header(Instant.now()));
    }

    private FileAttribute<?>[] attributes() {
        boolean posix = part.getFileSystem().supportedFileAttributeViews().contains("posix");
        return posix
                ? new FileAttribute<?>[] {
                    PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString(OWNER_ONLY))
                }
                : new FileAttribute<?>[0];
    }

    void add(String table, JsonObject record) throws IOException {
        add(Line.record(table, record));
        records.merge(table, 1L, Long::sum);
    }

    private void add(Line line) throws IOException {
        byte[] bytes = line.bytes();
        digest.update(bytes);
        lines.write(bytes);
    }

    /** Ends the file, on the disk and in its place. */
    Contents finish() throws IOException {
        Contents contents = new Contents(Checksum.end(digest), records);
        lines.write(Line.end(contents).bytes());
        lines.close();
        try (FileChannel written = FileChannel.open(part, StandardOpenOption.WRITE)) {
            written.force(true);
        }
        Files.move(part, file);
        return contents;
    }

    @Override
    public void close() throws IOException {
        channel.close();
        Files.deleteIfExists(part);
    }
}
