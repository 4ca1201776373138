package dev.parley.node;

import dev.parley.model.Failure;
import dev.parley.model.FailureCode;
import dev.parley.model.HybridClock;
import dev.parley.model.MessageId;
import dev.parley.model.NodeNumber;
import java.util.Optional;
import java.util.function.LongSupplier;

/** The hybrid clock of this node, which makes ids for as long as the node's number is its own: longer than its lease. */
final class LeasedClock implements IdClock {
    private final HybridClock clock;
    private final LongSupplier nanos;
    private volatile Optional<Hold> hold = Optional.empty();

    /**
     * @param wallMillis Unix time in milliseconds, may jump
     * @param nanos a clock that never jumps, as {@link System#nanoTime}
     */
    LeasedClock(LongSupplier wallMillis, LongSupplier nanos) {
        this.clock = new HybridClock(wallMillis);
        this.nanos = nanos;
    }

    private record Hold(NodeNumber number, long untilNanos) {}

    /** The time is looked at after the id is made: a thread that was held up in between must not use the number. */
    @Override
    public MessageId next() {
        Hold held = hold.orElseThrow(LeasedClock::noNumber);
        MessageId id = clock.next(held.number());
        if (nanos.getAsLong() - held.untilNanos() >= NodeNumber.USED_BEYOND_LEASE.toNanos()) {
            throw noNumber();
        }
        return id;
    }

    @Override
    public void observe(MessageId seen) {
        clock.observe(seen);
    }

    /** Moves up to a time that a server of ours told, in Unix milliseconds. */
    void observe(long unixMillis) {
        clock.observe(unixMillis);
    }

    long millis() {
        return clock.millis();
    }

    /** A time that never steps. */
    long nanos() {
        return nanos.getAsLong();
    }

    /** Whether the lease holds now. */
    boolean holds() {
        return hold.filter(held -> nanos.getAsLong() - held.untilNanos() < 0).isPresent();
    }

    /** The number that the node has or last had. */
    Optional<NodeNumber> number() {
        return hold.map(Hold::number);
    }

    void hold(NodeNumber number, long untilNanos) {
        hold = Optional.of(new Hold(number, untilNanos));
    }

    /** Gives the number up: no more ids. */
    void drop() {
        hold = Optional.empty();
    }

    private static Failure noNumber() {
        return Failure.of(FailureCode.UNAVAILABLE, "this node has no number at the moment");
    }
}
