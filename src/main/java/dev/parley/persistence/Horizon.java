package dev.parley.persistence;

import dev.parley.model.MessageId;
import java.time.Duration;

/**
 * The rule that keeps cursors safe: an id is visible within the horizon after its time, or never.
 *
 * <p>An id may come late by half the horizon; the other half is for writing it. So what is older than the horizon can be
 * handed out as complete.
 *
 * <p>Several nodes may keep one store, each by a clock of its own. Say that the clocks of two of them, the writer's and
 * the reader's, never differ by more than {@link #SKEW}. The reader settles an id no sooner than the horizon and the skew
 * after its time, by its own clock. At that moment the writer's clock is past the deadline, and it accepts no more.
 *
 * <p>Deadlines go by the steady clock and what is settled by the wall clock: one that was moved up at the start, to the
 * newest message, may be seconds ahead of the other nodes'. For a deadline that is on the safe side, for a cursor it is not.
 */
final class Horizon {
    /** By how many milliseconds the clocks of persistence nodes may differ. Nodes that keep time by NTP differ by a tenth of it. */
    static final long SKEW = 2_000;

    private static final long LENGTH = Duration.ofSeconds(10).toMillis();
    private static final long LATEST_ARRIVAL = LENGTH / 2;
    private static final long FURTHEST_AHEAD = LENGTH;
    /** A deadline that no write meets: the store looks the ref up, and does nothing else. */
    private static final long PASSED = 0;

    private final SteadyClock clock;

    Horizon(SteadyClock clock) {
        this.clock = clock;
    }

    /** Until when a message may be written; already over for an id that is too old or too far ahead. */
    long deadline(MessageId id) {
        long time = MessageId.timeMillis(id.value());
        long now = clock.getAsLong();
        boolean inTime = time >= now - LATEST_ARRIVAL && time <= now + FURTHEST_AHEAD;
        return inTime ? time + LENGTH : PASSED;
    }

    /** The time before which every id is visible by now or never will be, whichever node writes it. */
    long settledMillis() {
        return clock.wallMillis() - LENGTH - SKEW;
    }
}
