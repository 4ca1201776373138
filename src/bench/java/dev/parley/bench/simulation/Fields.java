package dev.parley.bench.simulation;

import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/** A hash of Redis: a short array while it is small, for there are millions of those. */
final class Fields {
    private static final int SMALL = 16;

    private String[] few = {};
    private Map<String, String> many;

    String get(String field) {
        if (many != null) {
            return many.get(field);
        }
        int at = find(field);
        return at < 0 ? null : few[at + 1];
    }

    /** @return whether it is new */
    boolean put(String field, String value) {
        if (many == null && few.length == SMALL) {
            many = new LinkedHashMap<>();
            for (int i = 0; i < few.length; i += 2) {
                many.put(few[i], few[i + 1]);
            }
            few = new String[] {};
        }
        if (many != null) {
            return many.put(field, value) == null;
        }
        int at = find(field);
        if (at >= 0) {
            few[at + 1] = value;
            return false;
        }
        few = Arrays.copyOf(few, few.length + 2);
        few[few.length - 2] = field;
        few[few.length - 1] = value;
        return true;
    }

    boolean remove(String field) {
        if (many != null) {
            return many.remove(field) != null;
        }
        int at = find(field);
        if (at < 0) {
            return false;
        }
        String[] rest = new String[few.length - 2];
        System.arraycopy(few, 0, rest, 0, at);
        System.arraycopy(few, at + 2, rest, at, rest.length - at);
        few = rest;
        return true;
    }

    int size() {
        return many == null ? few.length / 2 : many.size();
    }

    /** Field, value, field... */
    List<String> all() {
        return many == null
                ? List.of(few)
                : many.entrySet().stream()
                        .flatMap(entry -> Stream.of(entry.getKey(), entry.getValue()))
                        .toList();
    }

    private int find(String field) {
        for (int i = 0; i < few.length; i += 2) {
            if (few[i].equals(field)) {
                return i;
            }
        }
        return -1;
    }
}
