package dev.parley.archive;

import dev.parley.model.Failure;
import io.vertx.core.Future;
import io.vertx.core.json.JsonObject;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletionException;

/** An archive, called as plainly as a map of lists. */
public final class ArchiveInHand implements AutoCloseable {
    private final Archive archive;

    public ArchiveInHand(Future<Archive> opening) {
        this.archive = await(opening);
    }

    /** Every record of every table. */
    public Map<String, List<JsonObject>> read() {
        Map<String, List<JsonObject>> all = new LinkedHashMap<>();
        for (ArchiveTable table : archive.tables()) {
            all.put(table.name(), records(table));
        }
        return all;
    }

    private static List<JsonObject> records(ArchiveTable table) {
        List<JsonObject> records = new ArrayList<>();
        Pages<JsonObject> pages = table.read();
        for (List<JsonObject> page = await(pages.next()); !page.isEmpty(); page = await(pages.next())) {
            records.addAll(page);
        }
        return records;
    }

    public boolean takes(String export) {
        return await(archive.takes(export));
    }

    public void begin(String export) {
        await(archive.begin(export));
    }

    public void write(Map<String, List<JsonObject>> records) {
        archive.tables().forEach(table -> await(table.write(records.getOrDefault(table.name(), List.of()))));
    }

    public void end() {
        await(archive.end());
    }

    @Override
    public void close() {
        await(archive.close());
    }

    private static <T> T await(Future<T> future) {
        try {
            return future.toCompletionStage().toCompletableFuture().join();
        } catch (CompletionException failed) {
            throw failed.getCause() instanceof Failure failure ? failure : failed;
        }
    }
}
