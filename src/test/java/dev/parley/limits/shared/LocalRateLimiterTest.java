package dev.parley.limits.shared;

import static org.assertj.core.api.Assertions.assertThat;

import dev.parley.limits.RateLimiter;
import dev.parley.limits.RateLimiterContract;
import dev.parley.model.RateLimit;
import io.vertx.core.Vertx;
import io.vertx.core.shareddata.AsyncMap;
import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.locks.LockSupport;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.TestInstance.Lifecycle;

/** The shared-data adapter in one process. */
@TestInstance(Lifecycle.PER_CLASS)
class LocalRateLimiterTest implements RateLimiterContract {
    private final Vertx vertx = Vertx.vertx();
    private final RateLimiter here = RateLimiterContract.await(SharedRateLimiter.open(vertx));
    private final RateLimiter there = RateLimiterContract.await(SharedRateLimiter.open(vertx));

    @AfterAll
    void close() {
        RateLimiterContract.await(vertx.close());
    }

    @Test
    void sweepsWhatIsFreeAgainAndNothingElse() {
        Vertx other = Vertx.vertx();
        try {
            AtomicLong millis = new AtomicLong(1_800_000_000_000L);
            RateLimiter limiter =
                    RateLimiterContract.await(SharedRateLimiter.open(other, millis::get, Duration.ofMillis(20)));
            AsyncMap<String, Long> map =
                    RateLimiterContract.await(other.sharedData().getAsyncMap("parley.limits"));
            RateLimiterContract.await(limiter.take("brief", new RateLimit(1, Duration.ofSeconds(1)), 1));
            RateLimiterContract.await(limiter.take("long", new RateLimit(1, Duration.ofHours(1)), 1));
            millis.addAndGet(2_000);
            Instant limit = Instant.now().plusSeconds(20);
            while (RateLimiterContract.await(map.size()) > 1) {
                assertThat(Instant.now()).isBefore(limit);
                LockSupport.parkNanos(5_000_000);
            }
            assertThat(RateLimiterContract.await(map.keys())).containsExactly("long");
        } finally {
            RateLimiterContract.await(other.close());
        }
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
