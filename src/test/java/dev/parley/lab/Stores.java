package dev.parley.lab;

import dev.parley.it.Relay;
import dev.parley.servers.CassandraServer;
import dev.parley.servers.PostgresServer;
import dev.parley.servers.RedisServer;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;

/** The servers that keep everything, each behind a way that can get slow. */
final class Stores implements AutoCloseable {
    static final List<String> NAMES = List.of("cassandra", "postgres", "redis");

    private static final Duration SLOW = Duration.ofMillis(700);

    private final CassandraServer cassandra;
    private final PostgresServer postgres;
    private final RedisServer redis;
    private final Map<String, Relay> ways;

    private Stores(CassandraServer cassandra, PostgresServer postgres, RedisServer redis, String host) {
        this.cassandra = cassandra;
        this.postgres = postgres;
        this.redis = redis;
        this.ways = Map.of(
                "cassandra", new Relay(host, URI.create("cassandra://" + cassandra.address())),
                "postgres", new Relay(host, URI.create(postgres.url())),
                "redis", new Relay(host, URI.create(redis.url())));
    }

    /** @param host the address at which processes reach them */
    static Stores start(Path folder, String host) throws Exception {
        return new Stores(
                CassandraServer.shared(),
                PostgresServer.start(folder.resolve("postgres")),
                RedisServer.start(Files.createDirectories(folder.resolve("redis"))),
                host);
    }

    /** The settings of a process that uses them. */
    Map<String, String> settings(String keyspace) {
        return Map.of(
                "PARLEY_MESSAGES", "cassandra://" + address("cassandra") + "/" + keyspace,
                "PARLEY_ACCOUNTS", "postgresql://postgres@" + address("postgres") + "/postgres",
                "PARLEY_SESSIONS", "redis://" + address("redis"));
    }

    private String address(String store) {
        return ways.get(store).uri().getAuthority();
    }

    void kill(String store) {
        switch (store) {
            case "cassandra" -> cassandra.kill();
            case "postgres" -> postgres.kill();
            default -> redis.kill();
        }
    }

    void restart(String store) throws Exception {
        switch (store) {
            case "cassandra" -> cassandra.restart();
            case "postgres" -> postgres.restart();
            default -> redis.restart();
        }
    }

    void freeze(String store) throws Exception {
        switch (store) {
            case "cassandra" -> cassandra.freeze();
            case "postgres" -> postgres.stop();
            default -> redis.stop();
        }
    }

    void thaw(String store) throws Exception {
        switch (store) {
            case "cassandra" -> cassandra.thaw();
            case "postgres" -> postgres.go();
            default -> redis.go();
        }
    }

    void slow(String store) {
        ways.get(store).slow(SLOW);
    }

    void quicken(String store) {
        ways.get(store).slow(Duration.ZERO);
    }

    @Override
    public void close() {
        ways.values().forEach(Relay::close);
        redis.close();
        postgres.close();
    }
}
