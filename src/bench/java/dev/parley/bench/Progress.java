package dev.parley.bench;

import java.io.PrintStream;
import java.util.concurrent.TimeUnit;

/** One line on the terminal that says how far things are, at most twice a second. For one thread. */
final class Progress {
    private static final long EVERY_NANOS = TimeUnit.MILLISECONDS.toNanos(500);

    private final PrintStream out;
    private long saidAt = System.nanoTime() - EVERY_NANOS;
    private int width;

    Progress(PrintStream out) {
        this.out = out;
    }

    /** Says how many of {@code count} are done, if it is time to. */
    void say(String what, long done, long count) {
        if (done == count || isTime()) {
            line("%s %,d of %,d".formatted(what, done, count));
        }
    }

    /** Whether something was not said for a while. */
    boolean isTime() {
        return System.nanoTime() - saidAt >= EVERY_NANOS;
    }

    /** Puts a line in the place of the last one. */
    void line(String text) {
        saidAt = System.nanoTime();
        out.print("\r" + text + " ".repeat(Math.max(0, width - text.length())));
        out.flush();
        width = text.length();
    }

    /** Goes on below the last line. */
    void end() {
        if (width > 0) {
            out.println();
        }
        width = 0;
    }
}
