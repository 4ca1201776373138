package dev.parley.store.cassandra;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/** The files {@code schema-1.cql}, {@code schema-2.cql} and so on beside this class. None is changed once released. */
final class SchemaSteps {
    private SchemaSteps() {}

    /** The statements of each file. */
    static List<List<String>> all() {
        List<List<String>> steps = new ArrayList<>();
        for (int number = 1; ; number++) {
            try (InputStream file = SchemaSteps.class.getResourceAsStream("schema-" + number + ".cql")) {
                if (file == null) {
                    return steps;
                }
                steps.add(statements(new String(file.readAllBytes(), StandardCharsets.UTF_8)));
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }
    }

    private static List<String> statements(String text) {
        return Arrays.stream(text.replaceAll("(?m)^--.*$", "").split(";"))
                .map(String::strip)
                .filter(statement -> !statement.isEmpty())
                .toList();
    }
}
