package dev.parley.archive;

import io.vertx.core.Future;
import io.vertx.core.json.JsonObject;
import java.util.List;

/** One kind of record that a store keeps. */
public interface ArchiveTable {
    /** What it is called in exports; never changed. */
    String name();

    /** Begins to read it, every record once. */
    Pages<JsonObject> read();

    /**
     * Writes records; one that is there already stays as it is.
     *
     * @return a future completed when they are durable
     */
    Future<Void> write(List<JsonObject> records);
}
