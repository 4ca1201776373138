package dev.parley.sessions.redis;

import dev.parley.redis.RedisLink;
import dev.parley.redis.RedisSettings;
import dev.parley.servers.RedisServer;
import dev.parley.sessions.SessionDirectory;
import dev.parley.sessions.SessionDirectoryContract;
import io.vertx.core.Vertx;
import java.nio.file.Path;
import java.time.Duration;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.TestInstance.Lifecycle;
import org.junit.jupiter.api.io.TempDir;

/** The Redis adapter on one server. */
@TestInstance(Lifecycle.PER_CLASS)
class RedisSessionDirectoryIT implements SessionDirectoryContract {
    private final Vertx vertx = Vertx.vertx();
    private RedisServer server;
    private SessionDirectory here;
    private SessionDirectory there;

    @BeforeAll
    void open(@TempDir Path folder) {
        server = RedisServer.start(folder);
        here = open();
        there = open();
    }

    @AfterAll
    void close() {
        SessionDirectoryContract.await(vertx.close());
        server.close();
    }

    @Override
    public SessionDirectory here() {
        return here;
    }

    @Override
    public SessionDirectory there() {
        return there;
    }

    private SessionDirectory open() {
        return SessionDirectoryContract.await(
                RedisLink.open(vertx, RedisSettings.parse(server.url()), Duration.ofSeconds(5))
                        .map(RedisSessionDirectory::on));
    }
}
