package dev.parley.bench;

import java.util.Optional;

/**
 * What a message carries in its text and in its {@code ref}, so that whoever gets it knows which one it is and when it was
 * due: four numbers with dots between them.
 *
 * @param run of which generator it is
 * @param stream what one sender writes in one conversation, counted from 0
 * @param position which message of its stream, counted from 0
 * @param dueNanos by {@link System#nanoTime} of the generator
 */
record Stamp(int run, int stream, int position, long dueNanos) {
    private static final int NUMBERS = 4;

    @Override
    public String toString() {
        return run + "." + stream + "." + position + "." + dueNanos;
    }

    /** Reads the stamp that begins at an index of a text, whatever follows it; empty when there is none. */
    static Optional<Stamp> read(String text, int from) {
        long[] numbers = new long[NUMBERS];
        int at = from;
        for (int i = 0; i < NUMBERS; i++) {
            int begin = i == 0 ? at : at + 1;
            if (i > 0 && (at >= text.length() || text.charAt(at) != '.')) {
                return Optional.empty();
            }
            at = endOfDigits(text, begin);
            if (at == begin) {
                return Optional.empty();
            }
            numbers[i] = Long.parseLong(text, begin, at, 10);
        }
        return Optional.of(new Stamp((int) numbers[0], (int) numbers[1], (int) numbers[2], numbers[3]));
    }

    /** Where the digits that begin at an index end. */
    static int endOfDigits(String text, int from) {
        int at = from;
        while (at < text.length() && text.charAt(at) >= '0' && text.charAt(at) <= '9') {
            at++;
        }
        return at;
    }
}
