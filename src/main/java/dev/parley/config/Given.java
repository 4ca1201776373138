package dev.parley.config;

import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Collectors;

/** What was given, from the config file and the environment; the environment wins. */
final class Given {
    /** @param source the name under which it was given */
    record Value(String source, String text) {}

    private final Map<String, Value> byName = new HashMap<>();

    Given(Map<String, Value> file, Map<String, String> environment) {
        file.forEach((name, value) -> put(name, value, Setting::key));
        environment.forEach((variable, text) -> {
            if (variable.startsWith(Setting.PREFIX)) {
                put(variable.substring(Setting.PREFIX.length()), new Value(variable, text), Setting::variable);
            }
        });
    }

    /** The value of a setting that has a plain default. */
    <T> T read(Setting<T> setting) {
        return find(setting).orElseGet(() -> setting.reader().read(setting.fallback()));
    }

    /** The value of a setting, if it was given. */
    <T> Optional<T> find(Setting<T> setting) {
        return Optional.ofNullable(byName.get(setting.name())).map(value -> parse(setting, value));
    }

    private void put(String name, Value value, Function<Setting<?>, String> naming) {
        if (SettingTable.ALL.stream().noneMatch(setting -> setting.name().equals(name))) {
            String names = SettingTable.ALL.stream().map(naming).sorted().collect(Collectors.joining(", "));
            throw BadSetting.unknown(value.source(), value.text(), names);
        }
        byName.put(name, value);
    }

    private static <T> T parse(Setting<T> setting, Value value) {
        try {
            return setting.reader().read(value.text());
        } catch (IllegalArgumentException notAllowed) {
            throw BadSetting.value(value.source(), value.text(), setting.allowed());
        }
    }
}
