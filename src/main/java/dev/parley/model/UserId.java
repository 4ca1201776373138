package dev.parley.model;

/** Names an account. Ids are positive, sortable by the time of sign-up, and written as decimal strings to clients. */
public record UserId(long value) implements Comparable<UserId> {
    public UserId {
        Ids.requirePositive("user id", value);
    }

    /**
     * Reads the decimal form.
     *
     * @throws IllegalArgumentException when {@code text} is not a positive 64-bit number
     */
    public static UserId parse(String text) {
        return new UserId(Ids.parse("user id", text));
    }

    @Override
    public int compareTo(UserId other) {
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
