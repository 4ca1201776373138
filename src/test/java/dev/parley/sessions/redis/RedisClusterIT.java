package dev.parley.sessions.redis;

import static dev.parley.sessions.SessionDirectoryContract.await;
import static dev.parley.sessions.SessionDirectoryContract.eventually;
import static dev.parley.sessions.SessionDirectoryContract.newUser;
import static org.assertj.core.api.Assertions.assertThat;

import dev.parley.model.UserId;
import dev.parley.redis.RedisLink;
import dev.parley.redis.RedisSettings;
import dev.parley.servers.RedisCluster;
import dev.parley.sessions.SessionDirectory;
import dev.parley.sessions.SessionDirectoryContract;
import io.vertx.core.Vertx;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
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
        await(vertx.close());
        cluster.close();
    }

    @Test
    void goesOnAfterOneOfTheServersWasKilledAndStartedAgain() {
        Set<UserId> everywhere =
                IntStream.range(0, 100).mapToObj(i -> newUser()).collect(Collectors.toSet());
        await(here.locate(everywhere));
        cluster.servers().get(1).kill();
        assertThat(found(everywhere)).isFalse();
        cluster.servers().get(1).restart();
        eventually(() -> found(everywhere));
    }

    private boolean found(Set<UserId> users) {
        return await(here.locate(users).map(true).otherwise(false));
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
        return await(RedisLink.open(vertx, RedisSettings.parse(cluster.url()), Duration.ofSeconds(5))
                .map(RedisSessionDirectory::on));
    }
}
