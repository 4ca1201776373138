package dev.parley.archive;

import io.vertx.core.Future;
import io.vertx.core.json.JsonObject;
import java.util.List;
import java.util.function.Function;
import java.util.function.Supplier;

/**
 * How the records of a table are written in an export, whatever store they come from.
 *
 * @param name of the table
 * @param decode throws a {@link RuntimeException} for what is no such record
 */
public record RecordFormat<T>(String name, Function<T, JsonObject> encode, Function<JsonObject, T> decode) {
    /** A table in this format. */
    public ArchiveTable table(Supplier<Pages<T>> reader, Function<List<T>, Future<Void>> writer) {
        return new ArchiveTable() {
            @Override
            public String name() {
                return name;
            }

            @Override
            public Pages<JsonObject> read() {
                return reader.get().map(encode);
            }

            @Override
            public Future<Void> write(List<JsonObject> records) {
                return writer.apply(records.stream().map(decode).toList());
            }
        };
    }
}
