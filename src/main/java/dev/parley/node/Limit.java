package dev.parley.node;

import dev.parley.model.RateLimit;
import java.time.Duration;
import java.util.Locale;

/** Every limit on how often something may be done in the cluster, each with whom it counts for. */
public enum Limit {
    /** Sign-ups from one address: 60 a minute, 200 at once. */
    SIGN_UP(200, Duration.ofSeconds(1)),
    /**
     * Messages of one user, from all devices: 20 a second, 100 at once. What a person types, one a second and 10 at once, each
     * process lets pass by itself.
     */
    SEND(100, Duration.ofMillis(50), 10, Duration.ofSeconds(1), 20),
    /** Messages of one device: 15 a second, 75 at once, which leaves some to the user's other devices. */
    SEND_DEVICE(75, Duration.ofMillis(66), 10, Duration.ofSeconds(1), 20),
    /** Calls of REST by one device: 20 a second, 400 at once. Each process lets 5 a second and 100 at once pass by itself. */
    CALL(400, Duration.ofMillis(50), 100, Duration.ofMillis(200), 50),
    /** Sessions that the devices of one user begin: 1 a second, 200 at once. Each process lets one in five seconds and 20 at once pass by itself. */
    HELLO(200, Duration.ofSeconds(1), 20, Duration.ofSeconds(5), 20),
    /** Friend requests of one user: 10 a minute, 100 at once. */
    FRIEND_REQUEST(100, Duration.ofSeconds(6)),
    /** Groups that one user makes: 2 a minute, 50 at once. */
    GROUP(50, Duration.ofSeconds(30)),
    /** What else one user changes between people, in groups and in how conversations are shown: 2 a second, 200 at once. */
    CHANGE(200, Duration.ofMillis(500)),
    /**
     * Failed logins for one name from one address: 10 in 15 minutes. The address is part of the key, so that nobody is
     * locked out by a stranger who keeps guessing from elsewhere.
     */
    LOGIN_NAME(10, Duration.ofSeconds(90)),
    /** The same in the long run: 30, and then one in 15 minutes. */
    LOGIN_NAME_LONG(30, Duration.ofMinutes(15)),
    /** Failed logins from one address, whatever the name: 50 in 15 minutes. */
    LOGIN_ADDRESS(50, Duration.ofSeconds(18));

    private final int burst;
    private final Duration interval;
    private final int unaskedBurst;
    private final Duration unaskedInterval;
    private final int batch;

    /** One whose every use is counted by the cluster. */
    Limit(int burst, Duration interval) {
        this(burst, interval, 0, interval, 1);
    }

    Limit(int burst, Duration interval, int unaskedBurst, Duration unaskedInterval, int batch) {
        this.burst = burst;
        this.interval = interval;
        this.unaskedBurst = unaskedBurst;
        this.unaskedInterval = unaskedInterval;
        this.batch = batch;
    }

    /** What is allowed. */
    RateLimit rate() {
        return new RateLimit(burst, interval);
    }

    /** What a process allows without asking the cluster, over and above. */
    RateLimit unasked() {
        return new RateLimit(unaskedBurst, unaskedInterval);
    }

    /** How many a process takes from the cluster at a time. */
    int batch() {
        return batch;
    }

    /** What the cluster calls it for one user or address. */
    String of(String key) {
        return name().toLowerCase(Locale.ROOT) + ":" + key;
    }
}
