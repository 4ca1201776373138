package dev.parley.model;

/** The number that keeps the ids of two nodes apart: leased to one node at a time, 0 to 4095. */
public record NodeNumber(int value) {
    /** How many nodes can make ids at once. */
    public static final int COUNT = 1 << MessageId.NODE_BITS;

    public NodeNumber {
        if (value < 0 || value >= COUNT) {
            throw new IllegalArgumentException("node number " + value + " is not within 0.." + (COUNT - 1));
        }
    }
}
