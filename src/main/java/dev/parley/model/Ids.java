package dev.parley.model;

/** The rules that all 64-bit ids share. */
final class Ids {
    private Ids() {}

    static void requirePositive(String what, long value) {
        if (value <= 0) {
            throw new IllegalArgumentException("a " + what + " is a positive number, not " + value);
        }
    }

    static long parse(String what, String text) {
        boolean decimal = !text.isEmpty()
                && text.length() <= 19
                && text.charAt(0) != '0'
                && text.chars().allMatch(c -> c >= '0' && c <= '9');
        try {
            if (decimal) {
                return Long.parseLong(text);
            }
        } catch (NumberFormatException beyond64Bits) {
            // falls through to the one message below
        }
        throw new IllegalArgumentException("a " + what + " is a decimal number of 64 bits");
    }
}
