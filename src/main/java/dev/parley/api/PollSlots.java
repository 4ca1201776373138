package dev.parley.api;

import dev.parley.model.Failure;
import dev.parley.model.FailureCode;
import dev.parley.model.UserId;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;

/** Bounds how many long polls wait in this process, in all and for one user. Safe for use by any thread. */
final class PollSlots {
    private static final int MOST_OF_ONE_USER = 4;
    private static final Duration RETRY_AFTER = Duration.ofSeconds(5);

    private final int most;
    private final Map<UserId, Integer> waiting = new HashMap<>();
    private int taken;

    PollSlots(int most) {
        this.most = most;
    }

    /** Takes a slot, or throws a {@link Failure}. */
    synchronized void take(UserId user) {
        if (taken >= most) {
            throw refusal(FailureCode.UNAVAILABLE, "too many requests are waiting here");
        }
        if (waiting.getOrDefault(user, 0) >= MOST_OF_ONE_USER) {
            throw refusal(
                    FailureCode.RATE_LIMITED, "at most " + MOST_OF_ONE_USER + " of your requests may wait at once");
        }
        waiting.merge(user, 1, Integer::sum);
        taken++;
    }

    /** Frees a slot that was taken. */
    synchronized void free(UserId user) {
        waiting.computeIfPresent(user, (same, count) -> count == 1 ? null : count - 1);
        taken--;
    }

    /** How many slots are taken. */
    synchronized int taken() {
        return taken;
    }

    private static Failure refusal(FailureCode code, String message) {
        return Failure.of(code, message).retryAfter(RETRY_AFTER);
    }
}
