package dev.parley.node;

import dev.parley.model.Failure;
import dev.parley.model.FailureCode;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Queue;
import java.util.concurrent.ThreadLocalRandom;
import java.util.function.Supplier;

/**
 * Lets so much be under way at once; so much more waits for its turn, and the rest is refused at once, to be tried again: what
 * is taken in is done soon, however much is asked for. For one event loop.
 */
public final class Admission {
    private static final int SHORTEST_PAUSE_MILLIS = 1_000;
    private static final int LONGEST_PAUSE_MILLIS = 3_000;

    private final int atOnce;
    private final int mostWaiting;
    private final Queue<Runnable> waiting = new ArrayDeque<>();
    private int underWay;
    private boolean proceeding;

    public Admission(int atOnce, int mostWaiting) {
        this.atOnce = atOnce;
        this.mostWaiting = mostWaiting;
    }

    /**
     * Begins a task, at once or when it is its turn.
     *
     * @param task whose future is completed on this event loop
     * @return a future completed as that of the task, or failed with {@link #refusal} when too much waits already
     */
    public <T> Future<T> run(Supplier<Future<T>> task) {
        if (tryEnter(1)) {
            return begun(task);
        }
        if (waiting.size() == mostWaiting) {
            return Future.failedFuture(refusal());
        }
        Promise<T> done = Promise.promise();
        waiting.add(() -> {
            underWay++;
            begun(task).onComplete(done);
        });
        return done.future();
    }

    /**
     * Enters with something of some weight, unless there is no room for it.
     *
     * @return false when there is none
     */
    public boolean tryEnter(int weight) {
        if (underWay + weight > atOnce) {
            return false;
        }
        underWay += weight;
        return true;
    }

    /** To be called once for what entered. */
    public void leave(int weight) {
        underWay -= weight;
        if (proceeding) {
            return;
        }
        proceeding = true;
        while (underWay < atOnce && !waiting.isEmpty()) {
            waiting.remove().run();
        }
        proceeding = false;
    }

    /** Whether nothing is under way. */
    public boolean isIdle() {
        return underWay == 0;
    }

    /** What who does not get in is told: a code that is retryable, and a time, not the same for all. */
    public static Failure refusal() {
        int pause = ThreadLocalRandom.current().nextInt(SHORTEST_PAUSE_MILLIS, LONGEST_PAUSE_MILLIS);
        return Failure.of(FailureCode.UNAVAILABLE, "too much is asked of this server; wait a while")
                .retryAfter(Duration.ofMillis(pause));
    }

    private <T> Future<T> begun(Supplier<Future<T>> task) {
        return task.get().onComplete(done -> leave(1));
    }
}
