package dev.parley.api;

import java.time.Duration;

/** Every limit on how often something may be done, each with whom it counts for. */
enum Limit {
    /** Sign-ups from one address: 60 a minute, 200 at once. */
    SIGN_UP(200, Duration.ofSeconds(1)),
    /** Messages of one user: 20 a second, 100 at once. */
    SEND(100, Duration.ofMillis(50)),
    /**
     * Failed logins for one name from one address: 10 in 15 minutes. The address is part of the key, so that nobody is
     * locked out by a stranger who keeps guessing from elsewhere.
     */
    LOGIN_NAME(10, Duration.ofSeconds(90)),
    /** Failed logins from one address, whatever the name: 50 in 15 minutes. */
    LOGIN_ADDRESS(50, Duration.ofSeconds(18));

    private final int burst;
    private final Duration interval;

    Limit(int burst, Duration interval) {
        this.burst = burst;
        this.interval = interval;
    }

    /** The time in which one more becomes free. */
    Duration interval() {
        return interval;
    }

    /** The time in which all become free. */
    Duration window() {
        return interval.multipliedBy(burst);
    }
}
