package dev.parley.model;

/** Names one device of an account. */
public record DeviceId(long value) {
    public DeviceId {
        Ids.requirePositive("device id", value);
    }

    /**
     * Reads the decimal form.
     *
     * @throws IllegalArgumentException when {@code text} is not a positive 64-bit number
     */
    public static DeviceId parse(String text) {
        return new DeviceId(Ids.parse("device id", text));
    }

    @Override
    public String toString() {
        return Long.toString(value);
    }
}
