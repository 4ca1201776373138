package dev.parley.boot;

import java.time.Instant;
import java.time.InstantSource;

/** What the classes of a faulty process are told when they ask for the time; the names are those of what they call. */
public final class SteppedClock {
    private static volatile long offMillis;

    private SteppedClock() {}

    static void set(long millis) {
        offMillis = millis;
    }

    public static long currentTimeMillis() {
        return System.currentTimeMillis() + offMillis;
    }

    public static Instant now() {
        return Instant.now().plusMillis(offMillis);
    }

    public static InstantSource system() {
        return SteppedClock::now;
    }
}
