package dev.parley.archive;

import dev.parley.model.Failure;
import dev.parley.model.FailureCode;
import io.vertx.core.json.JsonObject;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.function.Consumer;

/** Writes everything that some stores keep into one file. */
public final class Exporter {
    private final List<Archive> archives;
    private final Progress progress;

    /** @param telling told from time to time, in a line, how far it is */
    public Exporter(List<Archive> archives, Consumer<String> telling) {
        this.archives = List.copyOf(archives);
        this.progress = new Progress(telling);
    }

    /**
     * Writes the file, which must not exist yet. Blocks.
     *
     * @return what it holds
     * @throws Failure when there is nothing to export, a store cannot be read, or the file exists
     */
    public Contents write(Path file) throws IOException {
        try (ExportWriter writer = new ExportWriter(file)) {
            for (Archive archive : archives) {
                for (ArchiveTable table : archive.tables()) {
                    write(table, writer);
                }
            }
            if (progress.isNone()) {
                throw Failure.of(FailureCode.INVALID, "there is nothing in the stores");
            }
            return writer.finish();
        }
    }

    private void write(ArchiveTable table, ExportWriter writer) throws IOException {
        Pages<JsonObject> pages = table.read();
        List<JsonObject> page = Patience.await(pages::next);
        while (!page.isEmpty()) {
            for (JsonObject record : page) {
                writer.add(table.name(), record);
            }
            progress.passed(table.name(), page.size());
            page = Patience.await(pages::next);
        }
    }
}
