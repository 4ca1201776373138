package dev.parley.store.cassandra;

import dev.parley.model.MessageId;
import java.util.concurrent.TimeUnit;

/**
 * The times that writes carry: those of ids, not of clocks. Cassandra keeps the value with the latest time, so whoever
 * writes when, and however often, the same value stays. Where two times are equal, the larger value stays.
 */
final class Times {
    private Times() {}

    /** When a message, or a mark at it, is written. */
    static long of(MessageId id) {
        return TimeUnit.MILLISECONDS.toMicros(MessageId.timeMillis(id.value()));
    }

    /** When a message is written over: after it was written, though both ids may have one millisecond. */
    static long over(MessageId id) {
        return of(id) + 1;
    }
}
