package dev.parley.archive;

import io.vertx.core.json.JsonObject;
import java.util.Comparator;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;

/**
 * What an export holds.
 *
 * @param checksum the SHA-256 of its lines, which names it
 * @param records how many of each table
 */
public record Contents(String checksum, Map<String, Long> records) {
    public Contents {
        records = Map.copyOf(records);
    }

    /** How many records there are. */
    public long total() {
        return records.values().stream().mapToLong(Long::longValue).sum();
    }

    JsonObject json() {
        return new JsonObject()
                .put("records", new JsonObject(new TreeMap<>(records)))
                .put("sha256", checksum);
    }

    static Contents read(JsonObject json) {
        Map<String, Long> records = json.getJsonObject("records").stream()
                .collect(Collectors.toMap(Map.Entry::getKey, entry -> ((Number) entry.getValue()).longValue()));
        return new Contents(json.getString("sha256"), records);
    }

    /** The counts, for people. */
    @Override
    public String toString() {
        return records.entrySet().stream()
                .sorted(Comparator.comparing(Map.Entry::getKey))
                .map(table -> table.getValue() + " " + table.getKey())
                .collect(Collectors.joining(", "));
    }
}
