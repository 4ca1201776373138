package dev.parley.config;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;

/**
 * What was given, from the config file and the environment; the environment wins. What is wrong is gathered, and stands for its
 * default until all is read: whoever reads has to look at {@link #problems} before anything is used.
 */
final class Given {
    /**
     * @param source the name under which it was given
     * @param shown what may be told of it
     */
    record Value(String source, String text, String shown) {
        Value(String source, String text) {
            this(source, text, text);
        }
    }

    private static final int LONGEST_SECRET = 65_536;

    private final Map<String, Value> byName = new HashMap<>();
    private final Set<String> bad = new HashSet<>();
    private final List<BadSetting> problems = new ArrayList<>();

    Given(ConfigFile file, Map<String, String> environment) {
        problems.addAll(file.problems());
        file.values().forEach((name, value) -> put(name, value, Setting::key));
        environment.entrySet().stream()
                .filter(variable -> variable.getKey().startsWith(Setting.PREFIX))
                .sorted(Map.Entry.comparingByKey())
                .forEach(variable -> put(
                        variable.getKey().substring(Setting.PREFIX.length()),
                        new Value(variable.getKey(), variable.getValue()),
                        Setting::variable));
        SettingTable.SECRETS.forEach(this::readFromFile);
    }

    /** What is wrong with it, as far as it was read. */
    List<BadSetting> problems() {
        return List.copyOf(problems);
    }

    /** The value of a setting that has a plain default. */
    <T> T read(Setting<T> setting) {
        return find(setting).orElseGet(() -> setting.reader().read(setting.fallback()));
    }

    /** The value of a setting, if it was given. */
    <T> Optional<T> find(Setting<T> setting) {
        return Optional.ofNullable(byName.get(setting.name())).flatMap(value -> parse(setting, value));
    }

    /** The value of a setting, if it was given; wrong beside another. */
    <T> Optional<T> findUnless(Setting<?> other, Setting<T> setting) {
        Value both = byName.get(setting.name());
        if (both != null && byName.containsKey(other.name())) {
            problems.add(BadSetting.value(both.source(), both.shown(), "not beside " + other.variable()));
            return Optional.empty();
        }
        return find(setting);
    }

    /**
     * The value of a setting that others ask for.
     *
     * @param instead what stands for it while it is wrong
     * @param allowed what it may be, and why it has to be given
     */
    <T> T require(Setting<T> setting, T instead, String allowed) {
        return find(setting).orElseGet(() -> {
            if (bad.add(setting.name())) {
                problems.add(BadSetting.value(setting.variable(), "", allowed));
            }
            return instead;
        });
    }

    private void put(String name, Value value, Function<Setting<?>, String> naming) {
        if (SettingTable.NAMES.contains(name)) {
            byName.put(name, value);
        } else {
            String names = SettingTable.ALL.stream().map(naming).sorted().collect(Collectors.joining(", "));
            problems.add(BadSetting.unknown(value.source(), value.text(), names));
        }
    }

    /** The value of a secret may stand in a file of its own. */
    private void readFromFile(Setting<?> secret) {
        Value file = byName.remove(secret.fileName());
        if (file == null) {
            return;
        }
        Value plain = byName.get(secret.name());
        if (plain != null) {
            problems.add(BadSetting.value(file.source(), file.text(), "not beside " + plain.source()));
            return;
        }
        try {
            Path path = Path.of(file.text());
            if (Files.size(path) > LONGEST_SECRET) {
                throw new IOException("too long");
            }
            byName.put(
                    secret.name(),
                    new Value(file.source(), Files.readString(path).strip(), file.text()));
        } catch (IOException | IllegalArgumentException unreadable) {
            problems.add(BadSetting.value(file.source(), file.text(), "a file that can be read"));
        }
    }

    private <T> Optional<T> parse(Setting<T> setting, Value value) {
        try {
            return Optional.of(setting.reader().read(value.text()));
        } catch (IllegalArgumentException notAllowed) {
            if (bad.add(setting.name())) {
                problems.add(BadSetting.value(value.source(), value.shown(), setting.allowed()));
            }
            return Optional.empty();
        }
    }
}
