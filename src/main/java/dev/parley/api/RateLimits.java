package dev.parley.api;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import dev.parley.model.Failure;
import dev.parley.model.FailureCode;
import java.time.Duration;
import java.util.EnumMap;
import java.util.Map;
import java.util.function.LongSupplier;

/**
 * Counts what is limited, in this process. Safe for use by any thread.
 *
 * <p>A token bucket kept as one number, by the generic cell rate algorithm (ITU-T I.371): the time at which the bucket will
 * be full again. Taking moves it on by one interval, and is refused when it would end more than the window ahead of now.
 */
final class RateLimits {
    private static final int MAX_KEYS = 100_000;

    private final boolean kept;
    private final LongSupplier nanoTime;
    private final Map<Limit, Cache<String, Long>> fullAt = new EnumMap<>(Limit.class);

    /** @param kept whether limits are kept at all */
    RateLimits(boolean kept, LongSupplier nanoTime) {
        this.kept = kept;
        this.nanoTime = nanoTime;
        for (Limit limit : Limit.values()) {
            fullAt.put(limit, bucketsOf(limit));
        }
    }

    /** Takes one, or throws a {@link Failure} that says when the next is free. */
    void take(Limit limit, String key) {
        if (!kept) {
            return;
        }
        long now = nanoTime.getAsLong();
        fullAt.get(limit).asMap().compute(key, (same, known) -> next(limit, known == null ? now : known, now));
    }

    /** Gives one back that turned out not to count. */
    void giveBack(Limit limit, String key) {
        long interval = limit.interval().toNanos();
        fullAt.get(limit).asMap().computeIfPresent(key, (same, known) -> known - interval);
    }

    private static long next(Limit limit, long known, long now) {
        long full = Math.max(now, known) + limit.interval().toNanos();
        long over = full - now - limit.window().toNanos();
        if (over > 0) {
            throw refusal(Duration.ofNanos(over));
        }
        return full;
    }

    private static Failure refusal(Duration wait) {
        return Failure.of(FailureCode.RATE_LIMITED, "too many of these; wait a while")
                .retryAfter(wait);
    }

    private static Cache<String, Long> bucketsOf(Limit limit) {
        return Caffeine.newBuilder()
                .maximumSize(MAX_KEYS)
                .expireAfterWrite(limit.window())
                .build();
    }
}
