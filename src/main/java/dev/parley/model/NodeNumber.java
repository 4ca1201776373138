package dev.parley.model;

import java.time.Duration;

/** The number that keeps the ids of two nodes apart: leased to one node at a time, 0 to 4095. */
public record NodeNumber(int value) {
    /** How many nodes can make ids at once. */
    public static final int COUNT = 1 << MessageId.NODE_BITS;

    /** How long after its lease ran out a node may still use its number: so long it works on where nobody renews leases. */
    public static final Duration USED_BEYOND_LEASE = Duration.ofMinutes(10);

    /** How long after the lease ran out nobody else gets the number: longer than it is used, by whatever clock of a node. */
    public static final Duration REST = USED_BEYOND_LEASE.plusSeconds(20);

    public NodeNumber {
        if (value < 0 || value >= COUNT) {
            throw new IllegalArgumentException("node number " + value + " is not within 0.." + (COUNT - 1));
        }
    }
}
