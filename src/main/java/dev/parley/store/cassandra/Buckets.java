package dev.parley.store.cassandra;

import dev.parley.model.MessageId;
import java.time.Duration;

/** Cuts time into numbered buckets, so that no partition grows for ever. The lengths are part of the data: never changed. */
enum Buckets {
    /** Of the log: a lively group writes thousands of messages in ten days, and a quiet chat's buckets are read together. */
    LOG(Duration.ofDays(10)),
    /** Of inboxes: the usual catch-up reads one or two, and one of thirty days a dozen. */
    INBOX(Duration.ofDays(3));

    private final long millis;

    Buckets(Duration length) {
        this.millis = length.toMillis();
    }

    /** The bucket that an id value is in. */
    int of(long id) {
        return ofTime(MessageId.timeMillis(Math.max(0, id)));
    }

    /** The bucket of a Unix time in milliseconds; the first one for any before it. */
    int ofTime(long unixMillis) {
        return (int) (Math.max(0, unixMillis - MessageId.EPOCH_MILLIS) / millis);
    }
}
