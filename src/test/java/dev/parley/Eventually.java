package dev.parley;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

/** Waits for what happens in the background. */
public final class Eventually {
    private static final Duration PATIENCE = Duration.ofSeconds(60);
    private static final long PAUSE_MILLIS = 10;

    private Eventually() {}

    /** Something that holds sooner or later. */
    @FunctionalInterface
    public interface Condition {
        boolean holds() throws Exception;
    }

    public static void holds(String what, Condition condition) throws Exception {
        holds(what, PATIENCE, condition);
    }

    public static void holds(String what, Duration patience, Condition condition) throws Exception {
        long end = System.nanoTime() + patience.toNanos();
        while (!condition.holds()) {
            assertThat(System.nanoTime() - end).as("waiting for: %s", what).isNegative();
            pause(PAUSE_MILLIS);
        }
    }

    /** Lets some time pass, for what must not happen. */
    public static void pause(long millis) throws InterruptedException {
        assertThat(new CountDownLatch(1).await(millis, TimeUnit.MILLISECONDS)).isFalse();
    }
}
