package dev.parley.it;

import dev.parley.servers.CassandraServer;
import dev.parley.servers.PostgresServer;
import dev.parley.servers.RedisServer;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The jar on real stores, each of which dies under load and comes back; the jar itself goes on. */
class StoreOutageIT {
    @TempDir
    private static Path folder;

    private static CassandraServer cassandra;
    private static PostgresServer postgres;
    private static RedisServer redis;
    private static ParleyProcess parley;

    /** A step of a test, against a server. */
    private interface Step {
        void run() throws Exception;
    }

    @BeforeAll
    static void start() throws Exception {
        cassandra = CassandraServer.shared();
        postgres = PostgresServer.start(folder.resolve("postgres"));
        redis = RedisServer.start(Files.createDirectories(folder.resolve("redis")));
        parley = ParleyProcess.in(Files.createDirectories(folder.resolve("parley")))
                .with("PARLEY_MESSAGES", "cassandra://" + cassandra.address() + "/parley_outage")
                .with("PARLEY_ACCOUNTS", postgres.url())
                .with("PARLEY_SESSIONS", redis.url())
                .start();
    }

    @AfterAll
    static void stop() {
        parley.close();
        redis.close();
        postgres.close();
    }

    @Test
    void nothingAcceptedIsLostWhenCassandraIsKilled() throws Exception {
        survives("c", cassandra::kill, cassandra::restart);
    }

    @Test
    void nothingAcceptedIsLostWhenPostgresIsKilled() throws Exception {
        survives("p", postgres::kill, postgres::restart);
    }

    @Test
    void nothingAcceptedIsLostWhenRedisIsKilled() throws Exception {
        survives("r", redis::kill, redis::restart);
    }

    private static void survives(String name, Step kill, Step restart) throws Exception {
        Chat chat = Chat.begin(name, parley.api(), parley.edge());
        kill.run();
        chat.awaitFailures();
        restart.run();
        chat.awaitProgress();
        chat.end(parley.edge());
        parley.awaitReady();
    }
}
