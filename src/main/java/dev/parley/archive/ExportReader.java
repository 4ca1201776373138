package dev.parley.archive;

import dev.parley.model.Failure;
import dev.parley.model.FailureCode;
import io.vertx.core.json.DecodeException;
import java.io.BufferedInputStream;
import java.io.ByteArrayOutputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import java.util.zip.GZIPInputStream;
import java.util.zip.ZipException;

/** Reads the lines of an export, and says in one line of its own what is wrong with the file. */
final class ExportReader implements AutoCloseable {
    /** Longer than any record there is. */
    private static final int LONGEST_LINE = 16 << 20;

    private final Path file;
    private final InputStream bytes;

    private ExportReader(Path file, InputStream bytes) {
        this.file = file;
        this.bytes = bytes;
    }

    /** Opens a file. */
    static ExportReader open(Path file) throws IOException {
        InputStream compressed = new BufferedInputStream(Files.newInputStream(file), 1 << 16);
        try {
            InputStream lines = new GZIPInputStream(compressed, 1 << 16);
            return new ExportReader(file, new BufferedInputStream(lines, 1 << 16));
        } catch (ZipException | EOFException notCompressed) {
            compressed.close();
            throw wrong(file, "is not an export of Parley");
        }
    }

    /** The bytes of the next line with its end; nothing at the end of the file. */
    Optional<byte[]> next() throws IOException {
        ByteArrayOutputStream line = new ByteArrayOutputStream(512);
        try {
            for (int one = bytes.read(); one >= 0; one = bytes.read()) {
                line.write(one);
                if (one == '\n') {
                    return Optional.of(line.toByteArray());
                }
                require(line.size() < LONGEST_LINE, "a line has no end");
            }
        } catch (EOFException cut) {
            throw cutOff();
        } catch (ZipException damaged) {
            throw damaged(damaged.getMessage());
        }
        require(line.size() == 0, "its last line has no end");
        return Optional.empty();
    }

    Line parse(byte[] line) {
        try {
            return Line.read(line);
        } catch (DecodeException notJson) {
            throw damaged("a line is not JSON");
        }
    }

    void require(boolean holds, String otherwise) {
        if (!holds) {
            throw damaged(otherwise);
        }
    }

    Failure cutOff() {
        return wrong(file, "is cut off");
    }

    Failure damaged(String how) {
        return wrong(file, "is damaged: " + how);
    }

    static Failure wrong(Path file, String what) {
        return Failure.of(FailureCode.INVALID, file + " " + what);
    }

    @Override
    public void close() throws IOException {
        bytes.close();
    }
}
