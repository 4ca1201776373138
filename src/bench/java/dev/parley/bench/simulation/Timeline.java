package dev.parley.bench.simulation;

import java.util.ArrayDeque;
import java.util.HashMap;
import java.util.Map;
import java.util.PriorityQueue;
import java.util.Queue;
import java.util.concurrent.TimeUnit;

/**
 * Simulated time, in steps of 10 µs, and what is to happen in it. What is to happen at one time happens in the order that it
 * was asked for.
 */
final class Timeline {
    /** When a simulation begins: 2026-01-01, in Unix milliseconds. */
    private static final long BEGINNING_MILLIS = 1_767_225_600_000L;

    private static final long STEP_NANOS = 10_000;

    private final PriorityQueue<Long> times = new PriorityQueue<>();
    private final Map<Long, Queue<Runnable>> events = new HashMap<>();
    private long now;

    /** Nanoseconds since the simulation began. */
    long nanos() {
        return now;
    }

    long millis() {
        return BEGINNING_MILLIS + TimeUnit.NANOSECONDS.toMillis(now);
    }

    /** Seconds since the simulation began. */
    long second() {
        return TimeUnit.NANOSECONDS.toSeconds(now);
    }

    /** @param at in nanoseconds since the simulation began; what is past happens next */
    void at(long at, Runnable task) {
        long time = (Math.max(at, now) + STEP_NANOS - 1) / STEP_NANOS * STEP_NANOS;
        events.computeIfAbsent(time, first -> {
                    times.add(time);
                    return new ArrayDeque<>(4);
                })
                .add(task);
    }

    void in(long nanos, Runnable task) {
        at(now + nanos, task);
    }

    void inMillis(long millis, Runnable task) {
        in(TimeUnit.MILLISECONDS.toNanos(millis), task);
    }

    /** Lets everything happen up to a time. */
    void runUntil(long until) {
        while (!times.isEmpty() && times.peek() <= until) {
            now = times.peek();
            Queue<Runnable> due = events.get(now);
            while (!due.isEmpty()) {
                due.remove().run();
            }
            times.remove();
            events.remove(now);
        }
        now = until;
    }
}
