package dev.parley.notification;

import java.time.Instant;

/**
 * Keeps away from a provider that fails (circuit breaker): closed while it works; open for a while after several failures in
 * a row; then one try decides which of the two it is.
 */
final class Breaker {
    /** How many failures in a row it takes. */
    static final int MOST_FAILURES = 5;

    private final Backoff pauses;
    private int failures;
    private int openings;
    private Instant openUntil = Instant.MIN;
    private boolean trying;

    Breaker(Backoff pauses) {
        this.pauses = pauses;
    }

    /** Whether nothing is to be tried now. */
    boolean isOpen(Instant now) {
        return now.isBefore(openUntil);
    }

    /** Whether one more may be tried: all, none, or the one that decides. */
    boolean begin(Instant now) {
        if (isOpen(now) || trying) {
            return false;
        }
        trying = openings > 0;
        return true;
    }

    /** When it makes sense to come again. */
    Instant next(Instant now) {
        return isOpen(now) ? openUntil : now.plusSeconds(1);
    }

    /** The provider answered, whatever it said. */
    void worked() {
        failures = 0;
        openings = 0;
        trying = false;
    }

    void failed(Instant now) {
        failures++;
        if (trying || (failures >= MOST_FAILURES && !isOpen(now))) {
            openUntil = now.plus(pauses.after(openings));
            openings++;
            trying = false;
        }
    }

    /** Whether it never fails at the moment, so that it can be forgotten. */
    boolean isQuiet() {
        return failures == 0 && openings == 0;
    }
}
