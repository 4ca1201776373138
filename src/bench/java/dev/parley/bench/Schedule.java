package dev.parley.bench;

import java.util.concurrent.TimeUnit;

/**
 * When each operation of an open loop is due: evenly, whatever became of those before it. Latencies are counted from here,
 * so that a server that stands still is charged for all that it kept waiting.
 *
 * @param startNanos when the first is due, by {@link System#nanoTime}
 * @param count how many there are
 */
record Schedule(long startNanos, double perSecond, long count) {
    private static final double SECOND = TimeUnit.SECONDS.toNanos(1);

    /** When operation {@code number}, counted from 0, is due. */
    long dueNanos(long number) {
        return startNanos + (long) (number * SECOND / perSecond);
    }
}
