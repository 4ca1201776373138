package dev.parley.boot;

import dev.parley.config.BadSetting;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.json.DecodeException;
import io.vertx.core.json.JsonObject;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;

/** Finds the deployment plan: the file that was set, or {@code verticles.json} in the working folder, or in the jar. */
final class PlanFile {
    private static final String NAME = "verticles.json";

    private PlanFile() {}

    /**
     * Reads the plan.
     *
     * @throws CannotStart or {@link BadSetting} when there is none that can be used
     */
    static Plan read(Optional<Path> file) {
        Path nearby = Path.of(NAME);
        return file.or(() -> Optional.of(nearby).filter(Files::exists))
                .map(PlanFile::fromFile)
                .orElseGet(PlanFile::fromJar);
    }

    private static Plan fromFile(Path file) {
        try {
            return parse(file.toString(), Files.readAllBytes(file));
        } catch (IOException unreadable) {
            throw BadSetting.file("PARLEY_PLAN_FILE", file.toString(), "a file that can be read");
        }
    }

    private static Plan fromJar() {
        try (InputStream plan = PlanFile.class.getResourceAsStream("/" + NAME)) {
            return parse(NAME + " in the jar", plan.readAllBytes());
        } catch (IOException unreadable) {
            throw new CannotStart("the jar is damaged: " + unreadable.getMessage());
        }
    }

    private static Plan parse(String origin, byte[] json) {
        try {
            return PlanReader.read(origin, new JsonObject(Buffer.buffer(json)));
        } catch (DecodeException notJson) {
            throw new CannotStart("the deployment plan (" + origin + ") is not a JSON object");
        }
    }
}
