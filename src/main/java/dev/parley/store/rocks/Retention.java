package dev.parley.store.rocks;

import dev.parley.store.InboxLife;
import java.time.Duration;

/**
 * How long entries are kept that don't stay for ever. RocksDB drops them when it compacts, so they live up to a week
 * longer.
 *
 * @param inbox how long inbox entries stay
 * @param refs how long a sender's resend is recognised
 */
record Retention(Duration inbox, Duration refs) {
    private static final Duration REFS = Duration.ofDays(8);

    static Retention of(InboxLife life) {
        return new Retention(life.stored(), REFS);
    }
}
