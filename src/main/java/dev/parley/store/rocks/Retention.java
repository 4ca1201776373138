package dev.parley.store.rocks;

import java.time.Duration;

/**
 * How long entries are kept that don't stay for ever. RocksDB drops them when it compacts, so they live up to a week
 * longer.
 *
 * @param inbox how long a device may stay away and still catch up from the inbox
 * @param refs how long a sender's resend is recognised
 */
record Retention(Duration inbox, Duration refs) {
    static final Retention STANDARD = new Retention(Duration.ofDays(30), Duration.ofDays(8));
}
