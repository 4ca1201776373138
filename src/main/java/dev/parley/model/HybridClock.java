package dev.parley.model;

import java.util.concurrent.atomic.AtomicLong;
import java.util.function.LongSupplier;

/**
 * Makes message ids that follow both the wall clock and causality: a hybrid logical clock (Kulkarni, Demirbas et al.,
 * "Logical Physical Clocks", OPODIS 2014), packed into the time and sequence bits of a {@link MessageId}.
 *
 * <p>An id is larger than every id this clock has made or {@linkplain #observe observed}, and not smaller than the wall
 * clock. When the wall clock stands still or is set back, the sequence goes on counting and carries into the
 * milliseconds. Safe for use by any thread; never blocks.
 */
public final class HybridClock {
    private final LongSupplier wallMillis;
    /** The last reading given or seen: milliseconds since the epoch, then the sequence. Never decreases. */
    private final AtomicLong last = new AtomicLong();

    /** @param wallMillis Unix time in milliseconds; may jump either way */
    public HybridClock(LongSupplier wallMillis) {
        this.wallMillis = wallMillis;
    }

    /** The next id for the node that holds {@code node}. */
    public MessageId next(NodeNumber node) {
        long wall = reading(wallMillis.getAsLong());
        return MessageId.of(last.updateAndGet(previous -> Math.max(previous + 1, wall)), node);
    }

    /** Moves past {@code seen}, so that what is made from now on sorts after it. */
    public void observe(MessageId seen) {
        advance(seen.reading());
    }

    /** Moves up to a time, in Unix milliseconds. */
    public void observe(long unixMillis) {
        advance(reading(unixMillis));
    }

    /** The time of this clock, in Unix milliseconds: the wall clock, or what it has seen, whichever is later. */
    public long millis() {
        long seen = (last.get() >>> MessageId.SEQUENCE_BITS) + MessageId.EPOCH_MILLIS;
        return Math.max(wallMillis.getAsLong(), seen);
    }

    private void advance(long reading) {
        last.accumulateAndGet(reading, Math::max);
    }

    private static long reading(long unixMillis) {
        return Math.max(0, unixMillis - MessageId.EPOCH_MILLIS) << MessageId.SEQUENCE_BITS;
    }
}
