package dev.parley.presence;

import java.util.function.LongSupplier;

/**
 * The latest time that nodes have told, so that every hybrid clock is within a renewal of the others. A node whose clock is
 * broken moves the others by {@link #MOST_AHEAD_MILLIS} at most. Used on one context.
 */
final class NodeClocks {
    static final long MOST_AHEAD_MILLIS = 10_000;

    private final LongSupplier wallMillis;
    private long latest;

    /** @param wallMillis Unix time in milliseconds */
    NodeClocks(LongSupplier wallMillis) {
        this.wallMillis = wallMillis;
    }

    /**
     * Takes in the time of one node.
     *
     * @return whether it is later than all that was known here, the clock of this node included
     */
    boolean learn(long millis) {
        long bounded = Math.min(millis, wallMillis.getAsLong() + MOST_AHEAD_MILLIS);
        boolean later = bounded > millis();
        latest = Math.max(latest, bounded);
        return later;
    }

    /** The time to move up to, in Unix milliseconds. */
    long millis() {
        return Math.max(latest, wallMillis.getAsLong());
    }
}
