package dev.parley.model;

/** The rules that all 64-bit ids share. */
final class Ids {
    /** Two to the 64th over the golden ratio (Knuth, "The Art of Computer Programming" 3, 6.4). */
    private static final long SPREAD = 0x9E3779B97F4A7C15L;

    private Ids() {}

    /** Ids of one second have their low bits in common, so that maps would keep them all in one place. */
    static int hash(long value) {
        return Long.hashCode(value * SPREAD);
    }

    static void requirePositive(String what, long value) {
        if (value <= 0) {
            throw new IllegalArgumentException("a " + what + " is a positive number, not " + value);
        }
    }

    static long parse(String what, String text) {
        try {
            if (isDecimal(text)) {
                return Long.parseLong(text);
            }
        } catch (NumberFormatException beyond64Bits) {
            // falls through to the one message below
        }
        throw new IllegalArgumentException("a " + what + " is a decimal number of 64 bits");
    }

    private static boolean isDecimal(String text) {
        if (text.isEmpty() || text.length() > 19 || text.charAt(0) == '0') {
            return false;
        }
        for (int i = 0; i < text.length(); i++) {
            if (text.charAt(i) < '0' || text.charAt(i) > '9') {
                return false;
            }
        }
        return true;
    }
}
