package dev.parley.servers;

import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.Map;
import java.util.stream.Stream;

/** A PostgreSQL 18 of its own, on a free loopback port. Everybody on this machine may use its database {@code postgres}. */
public final class PostgresServer implements AutoCloseable {
    private static final Duration PATIENCE = Duration.ofSeconds(30);

    private final int port = Ports.free();
    private final Path folder;
    private final Map<String, String> settings;
    private EmbeddedPostgres postgres;

    private PostgresServer(Path folder, Map<String, String> settings) {
        this.folder = folder;
        this.settings = settings;
        this.postgres = launch();
    }

    /** Starts a server that keeps its data in {@code folder}, which is made. */
    public static PostgresServer start(Path folder) {
        return start(folder, Map.of());
    }

    /** The same with more of its settings, such as {@code ssl}. */
    public static PostgresServer start(Path folder, Map<String, String> settings) {
        return new PostgresServer(folder, settings);
    }

    public int port() {
        return port;
    }

    /** The address of its database. */
    public String url() {
        return "postgresql://postgres@127.0.0.1:" + port + "/postgres";
    }

    /** Runs a statement as its owner. */
    public void execute(String statement) {
        try (Connection connection = postgres.getPostgresDatabase().getConnection();
                Statement one = connection.createStatement()) {
            one.execute(statement);
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
    }

    /** Makes a user who has to give a password; starts the server again. */
    public void addUser(String name, String password) {
        execute("CREATE ROLE " + name + " LOGIN SUPERUSER PASSWORD '" + password + "'");
        close();
        Path rules = folder.resolve("pg_hba.conf");
        try {
            Files.writeString(rules, "host all " + name + " 127.0.0.1/32 scram-sha-256\n" + Files.readString(rules));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        postgres = launch();
    }

    /** Lets every one of its processes stand still until {@link #go}. */
    public void stop() {
        signal("STOP");
    }

    public void go() {
        signal("CONT");
    }

    private void signal(String name) {
        ProcessHandle server = ProcessHandle.of(pid()).orElseThrow();
        Stream.concat(Stream.of(server), server.descendants()).forEach(one -> Signals.send(name, one.pid()));
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
            EmbeddedPostgres.Builder builder = EmbeddedPostgres.builder();
            settings.forEach(builder::setServerConfig);
            return builder.setPort(port)
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
