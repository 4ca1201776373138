package dev.parley.servers;

import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;

/** A PostgreSQL 18 of its own, on a free loopback port. Everybody on this machine may use its database {@code postgres}. */
public final class PostgresServer implements AutoCloseable {
    private static final Duration PATIENCE = Duration.ofSeconds(30);

    private final int port = Ports.free();
    private final Path folder;
    private EmbeddedPostgres postgres;

    private PostgresServer(Path folder) {
        this.folder = folder;
        this.postgres = launch();
    }

    /** Starts a server that keeps its data in {@code folder}, which is made. */
    public static PostgresServer start(Path folder) {
        return new PostgresServer(folder);
    }

    public int port() {
        return port;
    }

    /** The address of its database. */
    public String url() {
        return "postgresql://postgres@127.0.0.1:" + port + "/postgres";
    }

    /** Kills it as {@code kill -9} does; its workers end by themselves. */
    public void kill() {
        long pid = pid();
        Signals.send("KILL", pid);
        ProcessHandle.of(pid).ifPresent(process -> process.onExit().join());
    }

    /** Starts it again after it was killed, with the data it had. */
    public void restart() {
        close();
        postgres = launch();
    }

    @Override
    public void close() {
        try {
            postgres.close();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private long pid() {
        try {
            return Long.parseLong(
                    Files.readAllLines(folder.resolve("postmaster.pid")).get(0));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private EmbeddedPostgres launch() {
        try {
            return EmbeddedPostgres.builder()
                    .setPort(port)
                    .setDataDirectory(folder)
                    .setCleanDataDirectory(false)
                    .setPGStartupWait(PATIENCE)
                    .setServerConfig("synchronous_commit", "on")
                    .start();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
