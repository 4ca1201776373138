package dev.parley.persistence;

import dev.parley.model.MessageId;
import java.time.Duration;
import java.util.function.LongSupplier;

/**
 * The rule that keeps cursors safe: an id is visible within the horizon after its time, or never.
 *
 * <p>An id may come late by half the horizon; the other half is for writing it. So what is older than the horizon can be
 * handed out as complete.
 */
final class Horizon {
    private static final long LENGTH = Duration.ofSeconds(10).toMillis();
    private static final long LATEST_ARRIVAL = LENGTH / 2;
    private static final long FURTHEST_AHEAD = LENGTH;
    /** A deadline that no write meets: the store looks the ref up, and does nothing else. */
    private static final long PASSED = 0;

    private final LongSupplier clockMillis;

    /** @param clockMillis Unix time that never goes back */
    Horizon(LongSupplier clockMillis) {
        this.clockMillis = clockMillis;
    }

    /** Until when a message may be written; already over for an id that is too old or too far ahead. */
    long deadline(MessageId id) {
        long time = MessageId.timeMillis(id.value());
        long now = clockMillis.getAsLong();
        boolean inTime = time >= now - LATEST_ARRIVAL && time <= now + FURTHEST_AHEAD;
        return inTime ? time + LENGTH : PASSED;
    }

    /** The time before which every id is visible by now or never will be. */
    long millis() {
        return clockMillis.getAsLong() - LENGTH;
    }
}
