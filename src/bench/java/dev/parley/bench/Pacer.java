package dev.parley.bench;

import io.netty.channel.EventLoop;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import java.util.concurrent.TimeUnit;

/** Does what a {@link Schedule} says when it is due, on one timer of the event loop, to some tens of microseconds. */
final class Pacer {
    /** After so many in a row, what arrived meanwhile gets its turn. */
    private static final int MOST_AT_ONCE = 64;

    private final EventLoop loop;
    private final Schedule schedule;
    private final Action action;
    private final Promise<Void> done = Promise.promise();
    private long next;
    private boolean stopped;

    /** Does one thing. */
    @FunctionalInterface
    interface Action {
        void run(long number, long dueNanos);
    }

    private Pacer(EventLoop loop, Schedule schedule, Action action) {
        this.loop = loop;
        this.schedule = schedule;
        this.action = action;
    }

    static Pacer start(EventLoop loop, Schedule schedule, Action action) {
        Pacer pacer = new Pacer(loop, schedule, action);
        pacer.again(schedule.startNanos());
        return pacer;
    }

    /** @return a future completed when the last was done */
    Future<Void> done() {
        return done.future();
    }

    /** Does nothing more. */
    void stop() {
        stopped = true;
    }

    private void tick() {
        try {
            if (!stopped) {
                doWhatIsDue();
            }
        } catch (RuntimeException failed) {
            done.tryFail(failed);
            return;
        }
        if (stopped || next == schedule.count()) {
            done.complete();
        } else {
            again(schedule.dueNanos(next));
        }
    }

    private void doWhatIsDue() {
        long now = System.nanoTime();
        for (int i = 0; i < MOST_AT_ONCE && next < schedule.count() && schedule.dueNanos(next) - now <= 0; i++) {
            action.run(next, schedule.dueNanos(next));
            next++;
        }
    }

    private void again(long untilNanos) {
        var unused = loop.schedule(this::tick, Math.max(0, untilNanos - System.nanoTime()), TimeUnit.NANOSECONDS);
    }
}
