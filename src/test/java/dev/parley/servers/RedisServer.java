package dev.parley.servers;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.locks.LockSupport;
import redis.embedded.core.ExecutableProvider;

/** A Redis 6.2 of its own, on a free loopback port and without a disk: a restart forgets everything. */
public final class RedisServer implements AutoCloseable {
    private static final Duration PATIENCE = Duration.ofSeconds(30);
    /** So much higher is the port on which a server of a cluster hears the others. */
    private static final int TO_CLUSTER_PORT = 10_000;

    private static final Path EXECUTABLE = executable();

    private final int port;
    private final List<String> settings;
    private final Path folder;
    private Process process;

    private RedisServer(Path folder, int port, List<String> settings) {
        this.folder = folder;
        this.port = port;
        this.settings = settings;
        this.process = launch();
        Runtime.getRuntime().addShutdownHook(new Thread(() -> process.destroyForcibly()));
    }

    /**
     * Starts a server.
     *
     * @param folder where it may write
     * @param settings more of its arguments, such as {@code --requirepass}; a file of them comes first
     */
    public static RedisServer start(Path folder, String... settings) {
        return new RedisServer(folder, Ports.free(), List.of(settings)).awaitReady();
    }

    /** Starts a server that others may be joined to in a cluster, as {@link #start}. */
    public static RedisServer startForCluster(Path folder, String... settings) {
        return new RedisServer(folder, Ports.freeWithAnother(TO_CLUSTER_PORT), List.of(settings)).awaitReady();
    }

    /** Starts a sentinel that watches {@code master}, by the name {@code main}, and replaces it within seconds. */
    public static RedisServer sentinel(Path folder, RedisServer master) {
        Path file = folder.resolve("sentinel-of-" + master.port + ".conf");
        try {
            Files.writeString(
                    file,
                    """
                    sentinel monitor main 127.0.0.1 %d 1
                    sentinel down-after-milliseconds main 1000
                    sentinel failover-timeout main 5000
                    """
                            .formatted(master.port));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return start(folder, file.toString(), "--sentinel");
    }

    public int port() {
        return port;
    }

    public String url() {
        return "redis://127.0.0.1:" + port;
    }

    /** Kills it as {@code kill -9} does. */
    public void kill() {
        process.destroyForcibly();
        process.onExit().join();
    }

    /** Starts it again after it was killed, empty. */
    public void restart() {
        process = launch();
        awaitReady();
    }

    /** Lets it stand still until {@link #go}. */
    public void stop() {
        Signals.send("STOP", process.pid());
    }

    public void go() {
        Signals.send("CONT", process.pid());
    }

    public void flush() {
        ask("FLUSHALL");
    }

    /** Sends one command and returns its reply; the items of a list are lines. */
    public String ask(String... command) {
        try (RedisDialogue dialogue = new RedisDialogue(port)) {
            return dialogue.ask(command);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Override
    public void close() {
        kill();
    }

    private Process launch() {
        List<String> command = new ArrayList<>(List.of(EXECUTABLE.toString()));
        command.addAll(settings);
        command.addAll(List.of("--port", "" + port, "--bind", "127.0.0.1", "--save", "", "--appendonly", "no"));
        try {
            return new ProcessBuilder(command)
                    .directory(folder.toFile())
                    .redirectErrorStream(true)
                    .redirectOutput(log().toFile())
                    .start();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private Path log() {
        return folder.resolve("redis-" + port + ".log");
    }

    private String said() {
        try {
            return Files.readString(log());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private RedisServer awaitReady() {
        Instant limit = Instant.now().plus(PATIENCE);
        while (!answers()) {
            if (Instant.now().isAfter(limit) || !process.isAlive()) {
                throw new IllegalStateException("Redis does not start: " + said());
            }
            LockSupport.parkNanos(5_000_000);
        }
        return this;
    }

    private boolean answers() {
        try (RedisDialogue dialogue = new RedisDialogue(port)) {
            dialogue.ask("PING");
            return true;
        } catch (IOException e) {
            return false;
        }
    }

    private static Path executable() {
        try {
            return ExecutableProvider.newJarResourceProvider().get().toPath();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
