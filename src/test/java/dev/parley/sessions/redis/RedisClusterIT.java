package dev.parley.sessions.redis;

import dev.parley.servers.RedisCluster;
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

/** The Redis adapter on one cluster. */
@TestInstance(Lifecycle.PER_CLASS)
class RedisClusterIT implements SessionDirectoryContract {
    private final Vertx vertx = Vertx.vertx();
    private RedisCluster cluster;
    private SessionDirectory here;
    private SessionDirectory there;

    @BeforeAll
    void open(@TempDir Path folder) {
        cluster = new RedisCluster(folder);
        here = open();
        there = open();
    }

    @AfterAll
    void close() {
        SessionDirectoryContract.await(vertx.close());
        cluster.close();
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
                RedisSessionDirectory.open(vertx, RedisSettings.parse(cluster.url()), Duration.ofSeconds(5)));
    }
}
