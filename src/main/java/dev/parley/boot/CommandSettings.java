package dev.parley.boot;

import dev.parley.config.BadSetting;
import dev.parley.config.Settings;
import dev.parley.config.SettingsLoader;
import io.vertx.core.json.DecodeException;
import io.vertx.core.json.JsonObject;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;

/** The settings of a command that runs instead of a node, given as a node's are. */
final class CommandSettings {
    private CommandSettings() {}

    /**
     * @param options nothing, or {@code --conf FILE}
     * @param usage how the command is written
     */
    static Settings load(List<String> options, Map<String, String> environment, String usage) {
        return SettingsLoader.load(file(options, usage), environment);
    }

    /** The config file that is named; an empty one when none is. */
    static JsonObject file(List<String> options, String usage) {
        boolean hasConfig = options.size() == 2 && options.get(0).matches("--?conf");
        if (!options.isEmpty() && !hasConfig) {
            throw usage(usage);
        }
        return hasConfig ? config(options.get(1)) : new JsonObject();
    }

    static CannotStart usage(String usage) {
        return new CannotStart("the command is " + usage);
    }

    private static JsonObject config(String file) {
        try {
            return new JsonObject(Files.readString(Path.of(file)));
        } catch (IOException | DecodeException unreadable) {
            throw BadSetting.file("--conf", file, "a readable file of JSON");
        }
    }
}
