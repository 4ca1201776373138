package dev.parley.listen;

import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;

/** Keeps to one line a minute what strangers could have the log say any number of times. Safe for use by any thread. */
public final class OnceAMinute {
    private static final long QUIET_NANOS = TimeUnit.MINUTES.toNanos(1);

    private final AtomicLong quietUntil = new AtomicLong(System.nanoTime());

    /** Whether it may be said now; if so, not again for a minute. */
    public boolean isDue() {
        long now = System.nanoTime();
        long until = quietUntil.get();
        return now - until >= 0 && quietUntil.compareAndSet(until, now + QUIET_NANOS);
    }
}
