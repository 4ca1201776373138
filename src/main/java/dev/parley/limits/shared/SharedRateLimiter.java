package dev.parley.limits.shared;

import dev.parley.limits.RateLimiter;
import dev.parley.model.Failure;
import dev.parley.model.FailureCode;
import dev.parley.model.Granted;
import dev.parley.model.RateLimit;
import dev.parley.model.RateLimit.Taking;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.shareddata.AsyncMap;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.function.LongSupplier;

/**
 * Counts in a map that all members of the cluster share, by compare-and-set. Whoever opened it sweeps it once a minute, for
 * an entry whose time has passed says no more than no entry.
 */
public final class SharedRateLimiter implements RateLimiter {
    private static final Duration SWEEPING = Duration.ofMinutes(1);
    private static final int MOST_KEYS = 100_000;
    private static final int MOST_TRIES = 32;
    private static final long PATIENCE_MILLIS = 900;
    private static final long MICROS_PER_MILLI = 1_000;

    private final AsyncMap<String, Long> freeAt;
    private final LongSupplier wallMillis;
    private volatile boolean full;

    private SharedRateLimiter(AsyncMap<String, Long> freeAt, LongSupplier wallMillis) {
        this.freeAt = freeAt;
        this.wallMillis = wallMillis;
    }

    /**
     * Opens the counters that all nodes of the cluster share, for as long as the calling verticle is deployed.
     *
     * @return a future completed with them
     */
    public static Future<RateLimiter> open(Vertx vertx) {
        return open(vertx, System::currentTimeMillis, SWEEPING);
    }

    static Future<RateLimiter> open(Vertx vertx, LongSupplier wallMillis, Duration sweeping) {
        Future<AsyncMap<String, Long>> map = vertx.sharedData().getAsyncMap("parley.limits");
        return map.map(opened -> {
            SharedRateLimiter limiter = new SharedRateLimiter(opened, wallMillis);
            vertx.setPeriodic(sweeping.toMillis(), due -> limiter.sweep());
            return limiter;
        });
    }

    @Override
    public Future<Granted> take(String key, RateLimit limit, int wanted) {
        return full ? tooMany("keys are counted") : bounded(take(key, limit, wanted, MOST_TRIES));
    }

    @Override
    public Future<Void> giveBack(String key, RateLimit limit, int count) {
        return bounded(giveBack(key, limit, count, MOST_TRIES));
    }

    private Future<Granted> take(String key, RateLimit limit, int wanted, int tries) {
        if (tries == 0) {
            return tooMany("count for one key at once");
        }
        return read(key).compose(known -> {
            Taking taking = limit.take(known.orElse(0L), micros(), wanted);
            return taking.granted().count() == 0
                    ? Future.succeededFuture(taking.granted())
                    : set(key, known, taking.freeAt())
                            .compose(done -> done
                                    ? Future.succeededFuture(taking.granted())
                                    : take(key, limit, wanted, tries - 1));
        });
    }

    private Future<Void> giveBack(String key, RateLimit limit, int count, int tries) {
        if (tries == 0) {
            return tooMany("count for one key at once");
        }
        return read(key)
                .compose(known -> known.isEmpty()
                        ? Future.succeededFuture()
                        : set(key, known, limit.giveBack(known.get(), count))
                                .compose(done ->
                                        done ? Future.succeededFuture() : giveBack(key, limit, count, tries - 1)));
    }

    private Future<Optional<Long>> read(String key) {
        return freeAt.get(key).map(Optional::ofNullable);
    }

    /** @return a future completed with whether nobody else came first */
    private Future<Boolean> set(String key, Optional<Long> known, long next) {
        return known.map(old -> freeAt.replaceIfPresent(key, old, next))
                .orElseGet(() -> freeAt.putIfAbsent(key, next).map(other -> other == null));
    }

    private void sweep() {
        freeAt.entries().onSuccess(entries -> {
            full = entries.size() > MOST_KEYS;
            long now = micros();
            entries.forEach((key, at) -> {
                if (at <= now) {
                    freeAt.removeIfPresent(key, at);
                }
            });
        });
    }

    private long micros() {
        return wallMillis.getAsLong() * MICROS_PER_MILLI;
    }

    private static <T> Future<T> bounded(Future<T> call) {
        return call.timeout(PATIENCE_MILLIS, TimeUnit.MILLISECONDS)
                .recover(cause -> Future.failedFuture(
                        cause instanceof Failure known
                                ? known
                                : Failure.of(FailureCode.UNAVAILABLE, "counters cannot be reached")));
    }

    private static <T> Future<T> tooMany(String what) {
        return Future.failedFuture(Failure.of(FailureCode.UNAVAILABLE, "too many " + what));
    }
}
