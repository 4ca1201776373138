package dev.parley.notification;

import java.time.Duration;
import java.util.concurrent.ThreadLocalRandom;

/**
 * How soon things are looked at and tried again.
 *
 * @param look between two looks at the queue
 * @param retries of a push that failed
 * @param pauses of a provider that fails
 * @param doubts until what to tell is asked again where that could not be found out
 */
record Pace(Duration look, Backoff retries, Backoff pauses, Backoff doubts) {
    static final Pace USUAL = new Pace(
            Duration.ofSeconds(1),
            backoff(Duration.ofSeconds(2), Duration.ofMinutes(10)),
            backoff(Duration.ofSeconds(2), Duration.ofMinutes(1)),
            backoff(Duration.ofSeconds(5), Duration.ofSeconds(5)));

    static Backoff backoff(Duration first, Duration longest) {
        return new Backoff(first, longest, () -> ThreadLocalRandom.current().nextDouble());
    }
}
