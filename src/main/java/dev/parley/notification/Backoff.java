package dev.parley.notification;

import java.time.Duration;
import java.util.function.DoubleSupplier;

/** How long to wait before something is tried again: twice as long each time, and never all at once. */
final class Backoff {
    private static final int MOST_DOUBLINGS = 30;

    private final Duration first;
    private final Duration longest;
    private final DoubleSupplier random;

    /** @param random from 0 to 1 */
    Backoff(Duration first, Duration longest, DoubleSupplier random) {
        this.first = first;
        this.longest = longest;
        this.random = random;
    }

    /** @param failures how often it failed before */
    Duration after(int failures) {
        long doubled = first.toMillis() << Math.min(failures, MOST_DOUBLINGS);
        long whole = Math.min(doubled, longest.toMillis());
        return Duration.ofMillis(whole / 2 + (long) (random.getAsDouble() * whole / 2));
    }
}
