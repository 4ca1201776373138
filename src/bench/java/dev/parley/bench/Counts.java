package dev.parley.bench;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;

/** How often things happened, by name, in the order in which they were first named. For one thread. */
final class Counts {
    private final Map<String, Long> byName = new LinkedHashMap<>();

    void add(String name, long count) {
        byName.merge(name, count, Long::sum);
    }

    void one(String name) {
        add(name, 1);
    }

    long of(String name) {
        return byName.getOrDefault(name, 0L);
    }

    Map<String, Long> all() {
        return Collections.unmodifiableMap(byName);
    }
}
