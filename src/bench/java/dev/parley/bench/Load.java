package dev.parley.bench;

import java.time.Duration;

/** What one run of a scenario does. Used on the event loop of the clients. */
interface Load {
    /** Begins operation {@code number}; its latency counts from when it was due. */
    void begin(long number, long dueNanos);

    /** Whether everything that was begun has come to an end. */
    boolean isOver();

    /** How long to wait for that once all was begun. */
    default Duration patience() {
        return Duration.ofSeconds(30);
    }

    /** Counts what only shows when all is over. */
    default void close() {}
}
