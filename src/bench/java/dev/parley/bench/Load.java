package dev.parley.bench;

import java.time.Duration;

/** What one run of a scenario does. Used on the event loop of the clients. */
interface Load {
    /** Begins operation {@code number}; its latency counts from when it was due. */
    void begin(long number, long dueNanos);

    /** Whether everything that was begun has come to an end. */
    boolean isOver();

    /** Whether the server closed every connection that this needs, so that nothing will come of it. */
    default boolean isForsaken() {
        return false;
    }

    /** How long to wait for that once all was begun. */
    default Duration patience() {
        return Duration.ofSeconds(30);
    }

    /** Counts what only shows when all is over. */
    default void close() {}
}
