package dev.parley.bus;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import io.vertx.core.MultiMap;
import io.vertx.core.eventbus.DeliveryOptions;
import java.time.Duration;
import java.util.UUID;
import java.util.function.LongSupplier;

/**
 * Tells questions of other processes that come too late: who asked has given up, and may have had the same done elsewhere, and
 * the opposite since (ADR 36).
 *
 * <p>Each question says when it was asked, by a clock that is never set. That clock and the one here differ by an unknown amount,
 * to which only waiting adds, so a question is as late as that difference is larger than the smallest seen of its asker: the base
 * delay of LEDBAT (RFC 6817). Clocks run apart by less than a thousandth, so that the smallest is let grow by as much. Who asks
 * for the first time is believed. Safe for use by any thread.
 */
final class Arrivals {
    private static final String ASKER = "parley-asker";
    static final String ASKED = "parley-asked";
    private static final long MOST_ASKERS = 10_000;
    private static final Duration REMEMBERED = Duration.ofHours(1);
    private static final long RUNNING_APART = 1_000;

    private final Cache<String, Quickest> askers = Caffeine.newBuilder()
            .maximumSize(MOST_ASKERS)
            .expireAfterAccess(REMEMBERED)
            .build();
    private final String self = UUID.randomUUID().toString();
    private final LongSupplier nanos;

    /** @param nanos a clock that is never set */
    Arrivals(LongSupplier nanos) {
        this.nanos = nanos;
    }

    /** Says when a question was asked: now. */
    DeliveryOptions stamp(DeliveryOptions question) {
        return question.addHeader(ASKER, self).addHeader(ASKED, Long.toString(nanos.getAsLong()));
    }

    /**
     * @param patience for which an asker waits
     * @return whether the asker of a question has given up; never of one that does not say when it was asked
     */
    boolean isTooLate(MultiMap question, Duration patience) {
        String asker = question.get(ASKER);
        String asked = question.get(ASKED);
        if (asker == null || asked == null) {
            return false;
        }
        long now = nanos.getAsLong();
        long difference = now - Long.parseLong(asked);
        long late = askers.get(asker, first -> new Quickest(difference, now)).late(difference, now);
        return late > patience.toNanos();
    }

    /** The smallest difference of two clocks that was seen, and when. */
    private static final class Quickest {
        private long smallest;
        private long at;

        Quickest(long difference, long now) {
            smallest = difference;
            at = now;
        }

        synchronized long late(long difference, long now) {
            smallest = Math.min(difference, smallest + (now - at) / RUNNING_APART);
            at = now;
            return difference - smallest;
        }
    }
}
