package dev.parley.sessions.redis;

import java.time.Duration;
import java.util.function.LongSupplier;

/**
 * How long things last on the board.
 *
 * @param look after how long a user of whom nothing is heard is looked at all the same: some times as long as it takes until
 *     a node lists its sessions again
 * @param fresh for how long a board that knows nothing of a user may have lost what it knew
 * @param remembered how long a dead node is remembered, in case it comes back
 * @param aheadMillis how far the board's clock is ahead of that of Redis
 */
record BoardTerms(Duration look, Duration fresh, Duration remembered, LongSupplier aheadMillis) {
    static final BoardTerms USUAL =
            new BoardTerms(Duration.ofHours(4), Duration.ofMinutes(1), Duration.ofHours(1), () -> 0);

    String ahead() {
        return Long.toString(aheadMillis.getAsLong());
    }

    /** How long keys are kept without a write. */
    String timeToLive() {
        return millis(look.multipliedBy(2));
    }

    static String millis(Duration time) {
        return Long.toString(time.toMillis());
    }
}
