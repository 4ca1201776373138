package dev.parley.persistence;

import java.util.concurrent.atomic.AtomicLong;
import java.util.function.LongSupplier;

/** Unix milliseconds that never go back: a wall clock that is set back makes it stand still. Safe for use by any thread. */
final class SteadyClock implements LongSupplier {
    private final LongSupplier wallMillis;
    private final AtomicLong latest = new AtomicLong();

    SteadyClock(LongSupplier wallMillis) {
        this.wallMillis = wallMillis;
    }

    @Override
    public long getAsLong() {
        return latest.accumulateAndGet(wallMillis.getAsLong(), Math::max);
    }

    /** The wall clock, which may go back; from now on this clock is not behind what it said. */
    long wallMillis() {
        long wall = wallMillis.getAsLong();
        advance(wall);
        return wall;
    }

    /** Moves up to a time. */
    void advance(long unixMillis) {
        latest.accumulateAndGet(unixMillis, Math::max);
    }
}
