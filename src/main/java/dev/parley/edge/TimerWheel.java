package dev.parley.edge;

import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.function.LongSupplier;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/**
 * Many timers on one tick: a hashed wheel (Varghese and Lauck, "Hashed and Hierarchical Timing Wheels", SOSP 1987). A timer
 * goes off at the first tick at or after its time. For one thread.
 */
final class TimerWheel {
    /** How often to call {@link #tick}. */
    static final long TICK_MILLIS = 100;

    private static final int SLOTS = 1024;

    private final LongSupplier millis;
    private final List<Set<Timer>> slots =
            Stream.<Set<Timer>>generate(HashSet::new).limit(SLOTS).toList();
    private long ticked;

    /** @param millis a clock that never steps */
    TimerWheel(LongSupplier millis) {
        this.millis = millis;
        this.ticked = Math.floorDiv(millis.getAsLong(), TICK_MILLIS);
    }

    /** A timer that was set. */
    final class Timer {
        private final long due;
        private final Runnable task;

        private Timer(long due, Runnable task) {
            this.due = due;
            this.task = task;
        }

        /** Takes it back; after it went off, this does nothing. */
        void cancel() {
            slot(due).remove(this);
        }
    }

    /** The time, in milliseconds since no particular moment. */
    long now() {
        return millis.getAsLong();
    }

    /** Runs {@code task} once, {@code delayMillis} from now. */
    Timer in(long delayMillis, Runnable task) {
        long due = Math.floorDiv(now() + delayMillis + TICK_MILLIS - 1, TICK_MILLIS);
        Timer timer = new Timer(Math.max(due, ticked + 1), task);
        slot(timer.due).add(timer);
        return timer;
    }

    /** Runs what is due. */
    void tick() {
        long reached = Math.floorDiv(now(), TICK_MILLIS);
        long from = Math.max(ticked + 1, reached - SLOTS + 1);
        ticked = reached;
        List<Timer> due = IntStream.rangeClosed(0, (int) (reached - from))
                .mapToObj(step -> slot(from + step))
                .flatMap(Set::stream)
                .filter(timer -> timer.due <= reached)
                .toList();
        due.forEach(timer -> {
            if (slot(timer.due).remove(timer)) {
                timer.task.run();
            }
        });
    }

    private Set<Timer> slot(long tick) {
        return slots.get(Math.floorMod(tick, SLOTS));
    }
}
