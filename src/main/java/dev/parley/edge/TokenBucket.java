package dev.parley.edge;

import java.time.Duration;
import java.util.Optional;
import java.util.function.LongSupplier;

/** Lets a burst through, and after it a steady rate. */
final class TokenBucket {
    private final double perMilli;
    private final double burst;
    private final LongSupplier millis;
    private double tokens;
    private long filledAt;

    TokenBucket(double perSecond, double burst, LongSupplier millis) {
        this.perMilli = perSecond / 1000;
        this.burst = burst;
        this.millis = millis;
        this.tokens = burst;
        this.filledAt = millis.getAsLong();
    }

    /** A bucket that is never empty. */
    static TokenBucket bottomless() {
        return new TokenBucket(0, Double.POSITIVE_INFINITY, () -> 0);
    }

    /** Takes a token; when there is none, says how long until there is. */
    Optional<Duration> take() {
        long now = millis.getAsLong();
        tokens = Math.min(burst, tokens + (now - filledAt) * perMilli);
        filledAt = now;
        if (tokens < 1) {
            return Optional.of(Duration.ofMillis((long) Math.ceil((1 - tokens) / perMilli)));
        }
        tokens -= 1;
        return Optional.empty();
    }
}
