package dev.parley.limits.redis;

import static dev.parley.limits.RateLimiterContract.await;

import dev.parley.limits.RateLimiter;
import dev.parley.limits.RateLimiterContract;
import dev.parley.redis.RedisLink;
import dev.parley.redis.RedisSettings;
import dev.parley.servers.RedisCluster;
import io.vertx.core.Vertx;
import java.nio.file.Path;
import java.time.Duration;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.TestInstance.Lifecycle;
import org.junit.jupiter.api.io.TempDir;

/** The Redis adapter on a cluster of three. */
@TestInstance(Lifecycle.PER_CLASS)
class RedisClusterRateLimiterIT implements RateLimiterContract {
    private final Vertx vertx = Vertx.vertx();
    private RedisCluster cluster;
    private RateLimiter here;
    private RateLimiter there;

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

    private RateLimiter open() {
        return await(RedisLink.open(vertx, RedisSettings.parse(cluster.url()), Duration.ofSeconds(15))
                .map(RedisRateLimiter::on));
    }

    @Override
    public RateLimiter here() {
        return here;
    }

    @Override
    public RateLimiter there() {
        return there;
    }
}
