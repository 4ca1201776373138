package dev.parley.model;

import java.time.Instant;

/**
 * Names a message and is its place in the order that all devices show.
 *
 * <p>64 bits: sign 0, 41 bits of milliseconds since 2025-01-01 (69 years), 10 bits of sequence, 12 bits of node number.
 * The sequence stands above the node number, so that an id which follows another by the hybrid logical clock is larger
 * whatever nodes the two come from.
 */
public record MessageId(long value) implements Comparable<MessageId> {
    /** 2025-01-01T00:00:00Z, in Unix milliseconds: the zero of an id's time. */
    public static final long EPOCH_MILLIS = 1_735_689_600_000L;

    static final int NODE_BITS = 12;
    static final int SEQUENCE_BITS = 10;
    private static final int TIME_SHIFT = NODE_BITS + SEQUENCE_BITS;

    public MessageId {
        Ids.requirePositive("message id", value);
    }

    /**
     * Reads the decimal form.
     *
     * @throws IllegalArgumentException when {@code text} is not a positive 64-bit number
     */
    public static MessageId parse(String text) {
        return new MessageId(Ids.parse("message id", text));
    }

    /** Puts an id together from a hybrid clock's reading ({@link HybridClock}) and a node number. */
    static MessageId of(long reading, NodeNumber node) {
        return new MessageId(reading << NODE_BITS | node.value());
    }

    /** The largest id value whose time is before {@code unixMillis}: a bound for ranges of time, not a message. */
    public static long lastBefore(long unixMillis) {
        return (Math.max(0, unixMillis - EPOCH_MILLIS) << TIME_SHIFT) - 1;
    }

    /** The time inside an id value, in Unix milliseconds. */
    public static long timeMillis(long idValue) {
        return (idValue >>> TIME_SHIFT) + EPOCH_MILLIS;
    }

    /** When the message was accepted, by the hybrid clock; to the millisecond. */
    public Instant at() {
        return Instant.ofEpochMilli(timeMillis(value));
    }

    /** The reading of the hybrid clock that this id was made from. */
    long reading() {
        return value >>> NODE_BITS;
    }

    @Override
    public int compareTo(MessageId other) {
        return Long.compare(value, other.value);
    }

    @Override
    public int hashCode() {
        return Ids.hash(value);
    }

    @Override
    public String toString() {
        return Long.toString(value);
    }
}
