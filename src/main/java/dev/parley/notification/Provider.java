package dev.parley.notification;

import dev.parley.bus.PushService.Parcel;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Optional;

/** One provider as a courier sees it: what is on its way there, what waits, and whether it works. */
final class Provider {
    /** How many are on their way at once. */
    static final int AT_ONCE = 32;
    /** How many are on their way or wait. */
    static final int MOST = 64;

    private final Breaker breaker;
    private final Deque<Waiting> waiting = new ArrayDeque<>();
    private int sending;

    Provider(Breaker breaker) {
        this.breaker = breaker;
    }

    /** @param claimed when its lease began, at the earliest */
    record Waiting(Parcel parcel, Instant claimed) {}

    Breaker breaker() {
        return breaker;
    }

    void add(Waiting parcel) {
        waiting.add(parcel);
    }

    /** The next one to be sent, if one more may be on its way. */
    Optional<Waiting> next() {
        if (waiting.isEmpty() || sending >= AT_ONCE) {
            return Optional.empty();
        }
        sending++;
        return Optional.of(waiting.remove());
    }

    void ended() {
        sending--;
    }

    boolean isFull() {
        return sending + waiting.size() >= MOST;
    }

    /** Whether there is nothing to remember of it. */
    boolean isIdle() {
        return sending == 0 && waiting.isEmpty() && breaker.isQuiet();
    }
}
