package dev.parley.bench;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** The collections that a Java process wrote to a file, by {@code -Xlog:gc}. */
final class GcLog {
    private static final Pattern PAUSE = Pattern.compile("Pause .*->([0-9]+)M\\([0-9]+M\\) ([0-9.]+)ms$");

    private final Path file;

    GcLog(Path file) {
        this.file = file;
    }

    /** The option by which a process writes it. */
    String option() {
        return "-Xlog:gc:file=" + file + ":uptime";
    }

    /** @param heapMegabytes what was left of the heap's content */
    record Pause(double millis, long heapMegabytes) {}

    /** The pauses since the process began, in their order. */
    List<Pause> pauses() {
        try (Stream<String> lines = Files.lines(file)) {
            return lines.map(PAUSE::matcher)
                    .filter(Matcher::find)
                    .map(match -> new Pause(Double.parseDouble(match.group(2)), Long.parseLong(match.group(1))))
                    .toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
