package dev.parley.config;

import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;

/**
 * Reads the names and values of a config file. {@code {"api": {"port": 1}}}, {@code {"api.port": 1}} and {@code {"apiPort":
 * 1}} say the same.
 */
final class ConfigFile {
    private final Map<String, Given.Value> values = new TreeMap<>();
    private final List<BadSetting> problems = new ArrayList<>();

    ConfigFile(JsonObject json) {
        object("", json);
    }

    /** The values by the name of their setting. */
    Map<String, Given.Value> values() {
        return values;
    }

    /** What is given twice. */
    List<BadSetting> problems() {
        return problems;
    }

    private void object(String prefix, JsonObject json) {
        json.forEach(field -> field(prefix + field.getKey(), field.getValue()));
    }

    private void field(String key, Object value) {
        if (value instanceof JsonObject nested) {
            object(key + ".", nested);
            return;
        }
        Given.Value earlier = values.put(settingName(key), new Given.Value(key, text(value)));
        if (earlier != null) {
            problems.add(BadSetting.value(key, text(value), "one value, but it is also given as " + earlier.source()));
        }
    }

    private static String settingName(String key) {
        String name = key.replaceAll("(?<=[a-z0-9])(?=[A-Z])|[.-]", "_").toUpperCase(Locale.ROOT);
        return name.startsWith(Setting.PREFIX) ? name.substring(Setting.PREFIX.length()) : name;
    }

    private static String text(Object value) {
        return value instanceof JsonArray list
                ? list.stream().map(String::valueOf).collect(Collectors.joining(","))
                : String.valueOf(value);
    }
}
