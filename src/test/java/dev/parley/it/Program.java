package dev.parley.it;

import static org.assertj.core.api.Assertions.assertThat;

import dev.parley.Eventually;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.Assumptions;

/** A program in another language, with what it prints. */
final class Program implements AutoCloseable {
    static final Path EXAMPLES = Path.of("examples");

    private final Process process;
    private final List<String> lines = new CopyOnWriteArrayList<>();

    private Program(List<String> command) {
        try {
            ProcessBuilder builder = new ProcessBuilder(command).redirectErrorStream(true);
            builder.environment().put("NODE_OPTIONS", "--experimental-websocket --no-warnings");
            process = builder.start();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        Thread reader = new Thread(() -> process.inputReader().lines().forEach(lines::add), command.get(1));
        reader.setDaemon(true);
        reader.start();
    }

    /** Copies one of these tests' own programs to where it can be run. */
    static Path script(Path folder, String name) throws IOException {
        Path script = folder.resolve(name);
        try (InputStream in = Program.class.getResourceAsStream(name)) {
            Files.copy(in, script);
        }
        return script;
    }

    static Program python(Path script, String... args) {
        return new Program(command("python3", script, args));
    }

    /** Aborts the test with the reason where Node is not installed. */
    static Program node(Path script, String... args) {
        boolean installed = Stream.of(System.getenv("PATH").split(":", -1))
                .anyMatch(folder -> Files.isExecutable(Path.of(folder, "node")));
        Assumptions.assumeTrue(installed, "no node on the PATH: install nodejs, 20 or later");
        return new Program(command("node", script, args));
    }

    private static List<String> command(String language, Path script, String... args) {
        return Stream.concat(Stream.of(language, script.toString()), Stream.of(args))
                .toList();
    }

    /** Writes a line to it. */
    void say(String line) {
        try {
            process.outputWriter().append(line).append('\n').flush();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Waits until it has printed a line that begins with {@code start}. */
    void awaitLine(String start) throws Exception {
        awaitLines(start, 1);
    }

    /** Waits until it has printed so many of them. */
    void awaitLines(String start, int number) throws Exception {
        Eventually.holds(
                number + " times " + start + " among " + lines,
                () -> lines.stream().filter(line -> line.startsWith(start)).count() >= number);
    }

    /** Waits until it ends by itself, and well. */
    void awaitEnd() throws InterruptedException {
        assertThat(process.waitFor(30, TimeUnit.SECONDS))
                .as("it has ended: %s", lines)
                .isTrue();
        assertThat(process.exitValue()).as("%s", lines).isZero();
    }

    @Override
    public void close() {
        process.destroyForcibly();
        process.onExit().join();
    }
}
