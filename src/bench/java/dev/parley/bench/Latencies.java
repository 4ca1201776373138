package dev.parley.bench;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import org.HdrHistogram.Histogram;

/** How long things took from when they were due, by name, of those due since some time. For one thread. */
final class Latencies {
    private static final int DIGITS = 3;

    private final Map<String, Histogram> byName = new LinkedHashMap<>();
    private long fromNanos;
    private boolean recording;

    /**
     * Says since when things are recorded; until then none is.
     *
     * @param fromNanos by {@link System#nanoTime}
     */
    void record(long fromNanos) {
        this.fromNanos = fromNanos;
        this.recording = true;
    }

    /** Something that was due at a time has happened now. */
    void now(String name, long dueNanos) {
        if (recording && dueNanos - fromNanos >= 0) {
            add(byName, name).recordValue(Math.max(0, System.nanoTime() - dueNanos));
        }
    }

    /** What was recorded, in nanoseconds. */
    Map<String, Histogram> all() {
        return Collections.unmodifiableMap(byName);
    }

    /** The histogram of a name, made when it is not there. */
    static Histogram add(Map<String, Histogram> histograms, String name) {
        return histograms.computeIfAbsent(name, any -> {
            Histogram histogram = new Histogram(DIGITS);
            histogram.setAutoResize(true);
            histogram.setTag(name);
            return histogram;
        });
    }
}
