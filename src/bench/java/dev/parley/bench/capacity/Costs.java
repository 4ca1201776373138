package dev.parley.bench.capacity;

import io.vertx.core.buffer.Buffer;
import io.vertx.core.json.DecodeException;
import io.vertx.core.json.JsonObject;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/** All costs by name, as a file says them. */
record Costs(Map<String, Cost> all) {
    private static final String OWN = "costs.json";

    /** @param file that says them; absent for those that come with the program */
    static Costs read(Optional<Path> file) throws IOException {
        Costs own = own();
        if (file.isPresent()) {
            Map<String, Cost> all = new LinkedHashMap<>(own.all());
            all.putAll(
                    parse(Files.readAllBytes(file.get()), file.get().toString()).all());
            return new Costs(all);
        }
        return own;
    }

    private static Costs own() throws IOException {
        try (InputStream in = Costs.class.getResourceAsStream(OWN)) {
            return parse(in.readAllBytes(), OWN);
        }
    }

    private static Costs parse(byte[] text, String name) throws IOException {
        Map<String, Cost> all = new LinkedHashMap<>();
        try {
            JsonObject json = new JsonObject(Buffer.buffer(text));
            json.forEach(entry -> all.put(entry.getKey(), Cost.read((JsonObject) entry.getValue())));
        } catch (DecodeException | ClassCastException | NullPointerException e) {
            throw new IOException(name + " is no table of costs: " + e.getMessage());
        }
        return new Costs(all);
    }

    double of(String name) {
        return all.get(name).value();
    }
}
