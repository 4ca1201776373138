package dev.parley.limits.redis;

import static dev.parley.limits.RateLimiterContract.await;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.parley.limits.RateLimiter;
import dev.parley.limits.RateLimiterContract;
import dev.parley.model.Failure;
import dev.parley.model.FailureCode;
import dev.parley.model.RateLimit;
import dev.parley.redis.RedisLink;
import dev.parley.redis.RedisSettings;
import dev.parley.servers.RedisServer;
import io.vertx.core.Vertx;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.TestInstance.Lifecycle;
import org.junit.jupiter.api.io.TempDir;

/** The Redis adapter on one server. */
@TestInstance(Lifecycle.PER_CLASS)
class RedisRateLimiterIT implements RateLimiterContract {
    private final Vertx vertx = Vertx.vertx();
    private RedisServer server;
    private RateLimiter here;
    private RateLimiter there;

    @BeforeAll
    void open(@TempDir Path folder) {
        server = RedisServer.start(folder);
        here = open(server);
        there = open(server);
    }

    @AfterAll
    void close() {
        await(vertx.close());
        server.close();
    }

    @Test
    void aKeyExpiresWhenAllIsFreeAgain() {
        String key = RateLimiterContract.newKey();
        RateLimit limit = new RateLimit(10, Duration.ofMinutes(1));
        await(here.take(key, limit, 3));
        assertThat(Long.parseLong(server.ask("PTTL", RedisRateLimiter.PREFIX + key)))
                .isBetween(
                        Duration.ofMinutes(2).toMillis(), Duration.ofMinutes(3).toMillis());
        await(here.giveBack(key, limit, 2));
        assertThat(Long.parseLong(server.ask("PTTL", RedisRateLimiter.PREFIX + key)))
                .isBetween(1L, Duration.ofMinutes(1).toMillis());
        await(here.giveBack(key, limit, 1));
        assertThat(server.ask("EXISTS", RedisRateLimiter.PREFIX + key)).isEqualTo("0");
    }

    @Test
    void aClockThatWasFarAheadLocksNobodyOutForLong() {
        String key = RateLimiterContract.newKey();
        RateLimit limit = new RateLimit(10, Duration.ofMillis(20));
        server.ask("SET", RedisRateLimiter.PREFIX + key, "9000000000000000", "EX", "1000");
        assertThat(await(here.take(key, limit, 1)).nextIn()).isLessThanOrEqualTo(limit.interval());
    }

    @Test
    void sendsItsScriptsAgainToAServerThatForgotThem() {
        String key = RateLimiterContract.newKey();
        await(here.take(key, SLOW, 4));
        server.ask("SCRIPT", "FLUSH");
        assertThat(await(here.take(key, SLOW, 10)).count()).isEqualTo(6);
    }

    @Test
    void failsWhileRedisIsAwayAndCountsAgainAfterwards(@TempDir Path folder) {
        try (RedisServer other = RedisServer.start(folder)) {
            RateLimiter limiter = open(other);
            await(limiter.take("key", SLOW, 10));
            other.kill();
            assertThatThrownBy(() -> await(limiter.take("key", SLOW, 1)))
                    .isInstanceOfSatisfying(
                            Failure.class, failure -> assertThat(failure.code()).isEqualTo(FailureCode.UNAVAILABLE));
            other.restart();
            Instant limit = Instant.now().plusSeconds(20);
            while (!await(limiter.take("key", SLOW, 10).map(true).otherwise(false))) {
                assertThat(Instant.now()).isBefore(limit);
            }
            assertThat(await(limiter.take("key", SLOW, 10)).count()).isZero();
        }
    }

    private RateLimiter open(RedisServer redis) {
        return await(RedisLink.open(vertx, RedisSettings.parse(redis.url()), Duration.ofSeconds(15))
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
