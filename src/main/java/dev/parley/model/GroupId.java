package dev.parley.model;

/** Names a group. */
public record GroupId(long value) {
    public GroupId {
        Ids.requirePositive("group id", value);
    }

    /**
     * Reads the decimal form.
     *
     * @throws IllegalArgumentException when {@code text} is not a positive 64-bit number
     */
    public static GroupId parse(String text) {
        return new GroupId(Ids.parse("group id", text));
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
