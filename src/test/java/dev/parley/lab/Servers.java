package dev.parley.lab;

import dev.parley.it.Relay;
import dev.parley.lab.Plan.Step;
import dev.parley.servers.CassandraServer;
import dev.parley.servers.PostgresServer;
import dev.parley.servers.RedisServer;
import dev.parley.store.cassandra.TestKeyspace;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** The servers that keep everything, each behind a way that can get slow. */
final class Servers implements Stores {
    /** Databases of the queue of pushes. */
    private static final List<String> PUSHES = List.of("pushes_one", "pushes_two");

    private static final List<String> NAMES = List.of("cassandra", "postgres", "redis");
    private static final Duration SLOW = Duration.ofMillis(700);

    private final CassandraServer cassandra;
    private final PostgresServer postgres;
    private final RedisServer redis;
    private final Map<String, Relay> ways;

    private Servers(CassandraServer cassandra, PostgresServer postgres, RedisServer redis, String host) {
        this.cassandra = cassandra;
        this.postgres = postgres;
        this.redis = redis;
        this.ways = Map.of(
                "cassandra", new Relay(host, URI.create("cassandra://" + cassandra.address())),
                "postgres", new Relay(host, URI.create(postgres.url())),
                "redis", new Relay(host, URI.create(redis.url())));
    }

    /** @param host the address at which processes reach them */
    static Servers start(Path folder, String host) throws Exception {
        TestKeyspace.lasting();
        PostgresServer postgres = PostgresServer.start(folder.resolve("postgres"));
        PUSHES.forEach(database -> postgres.execute("CREATE DATABASE " + database));
        return new Servers(
                CassandraServer.shared(),
                postgres,
                RedisServer.start(Files.createDirectories(folder.resolve("redis"))),
                host);
    }

    @Override
    public Map<String, String> settings() {
        return Map.of(
                "PARLEY_MESSAGES",
                "cassandra://" + address("cassandra") + "/" + CassandraServer.KEYSPACE,
                "PARLEY_ACCOUNTS",
                database("postgres"),
                "PARLEY_PUSHES",
                PUSHES.stream().map(this::database).collect(Collectors.joining(" ")),
                "PARLEY_SESSIONS",
                "redis://" + address("redis"));
    }

    private String database(String name) {
        return "postgresql://postgres@" + address("postgres") + "/" + name;
    }

    private String address(String store) {
        return ways.get(store).uri().getAuthority();
    }

    @Override
    public List<Step> targets() {
        return NAMES.stream()
                .flatMap(name -> Stream.of(Fault.STORE_KILL, Fault.STORE_FREEZE, Fault.STORE_SLOW)
                        .map(fault -> fault.to(name)))
                .toList();
    }

    @Override
    public void begin(Step step) throws Exception {
        switch (step.fault()) {
            case STORE_KILL -> kill(step.target());
            case STORE_FREEZE -> freeze(step.target());
            default -> ways.get(step.target()).slow(SLOW);
        }
    }

    @Override
    public void end(Step step) throws Exception {
        switch (step.fault()) {
            case STORE_KILL -> restart(step.target());
            case STORE_FREEZE -> thaw(step.target());
            default -> ways.get(step.target()).slow(Duration.ZERO);
        }
    }

    private void kill(String store) {
        switch (store) {
            case "cassandra" -> cassandra.kill();
            case "postgres" -> postgres.kill();
            default -> redis.kill();
        }
    }

    private void restart(String store) throws Exception {
        switch (store) {
            case "cassandra" -> cassandra.restart();
            case "postgres" -> postgres.restart();
            default -> redis.restart();
        }
    }

    private void freeze(String store) throws Exception {
        switch (store) {
            case "cassandra" -> cassandra.freeze();
            case "postgres" -> postgres.stop();
            default -> redis.stop();
        }
    }

    private void thaw(String store) throws Exception {
        switch (store) {
            case "cassandra" -> cassandra.thaw();
            case "postgres" -> postgres.go();
            default -> redis.go();
        }
    }

    @Override
    public void close() {
        ways.values().forEach(Relay::close);
        redis.close();
        postgres.close();
    }
}
