package dev.parley.bench;

import java.io.PrintStream;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;

/** Says in a line every few seconds how far things are. For any thread. */
final class Progress {
    private static final long EVERY_NANOS = TimeUnit.SECONDS.toNanos(5);

    private final PrintStream out;
    private long saidAt = System.nanoTime();

    Progress(PrintStream out) {
        this.out = out;
    }

    /** Says how many of {@code count} are done, if it is time to. */
    void say(String what, long done, long count) {
        say(() -> "%s %,d of %,d".formatted(what, done, count));
    }

    /** Says something, if it is time to. */
    synchronized void say(Supplier<String> text) {
        if (System.nanoTime() - saidAt >= EVERY_NANOS) {
            saidAt = System.nanoTime();
            out.println(text.get());
        }
    }
}
