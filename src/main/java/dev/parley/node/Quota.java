package dev.parley.node;

import dev.parley.model.Granted;
import dev.parley.model.RateLimit.Taking;
import java.time.Duration;
import java.util.Optional;

/**
 * What one process knows of one limit for one user or address. It never allows more than the limit, even by itself. Safe for
 * use by any thread.
 */
final class Quota {
    private final Limit limit;
    private long freeAt = Long.MIN_VALUE;
    private long unaskedFreeAt = Long.MIN_VALUE;
    private int leased;

    Quota(Limit limit) {
        this.limit = limit;
    }

    /** What a process may do on its own account. */
    enum Answer {
        ALLOWED,
        ASK,
        REFUSED
    }

    /** Takes one; {@code ASK} takes it, but for the consent of the cluster. */
    synchronized Answer take(long nowMicros) {
        Taking taking = limit.rate().take(freeAt, nowMicros, 1);
        if (taking.granted().count() == 0) {
            return Answer.REFUSED;
        }
        freeAt = taking.freeAt();
        return takeUnasked(nowMicros) || takeLeased() ? Answer.ALLOWED : Answer.ASK;
    }

    /** How long until one more is free here. */
    synchronized Duration await(long nowMicros) {
        return limit.rate().take(freeAt, nowMicros, 1).granted().nextIn();
    }

    /** Takes in what the cluster granted, and the one that was asked for of it; else says how long to wait. */
    synchronized Optional<Duration> lease(Granted granted) {
        leased += granted.count();
        if (takeLeased()) {
            return Optional.empty();
        }
        giveBack();
        return Optional.of(granted.nextIn());
    }

    synchronized void giveBack() {
        freeAt = limit.rate().giveBack(freeAt, 1);
    }

    private boolean takeUnasked(long nowMicros) {
        Taking taking = limit.unasked().take(unaskedFreeAt, nowMicros, 1);
        unaskedFreeAt = taking.freeAt();
        return taking.granted().count() == 1;
    }

    private boolean takeLeased() {
        if (leased == 0) {
            return false;
        }
        leased--;
        return true;
    }
}
