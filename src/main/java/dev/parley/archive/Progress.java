package dev.parley.archive;

import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;

/** Says how far long work is, every few seconds. */
final class Progress {
    private static final long SILENCE_NANOS = TimeUnit.SECONDS.toNanos(3);

    private final Consumer<String> telling;
    private long records;
    private long told = System.nanoTime();

    Progress(Consumer<String> telling) {
        this.telling = telling;
    }

    void passed(String table, int count) {
        records += count;
        if (System.nanoTime() - told > SILENCE_NANOS) {
            telling.accept(records + " records so far, now " + table);
            told = System.nanoTime();
        }
    }

    boolean isNone() {
        return records == 0;
    }
}
