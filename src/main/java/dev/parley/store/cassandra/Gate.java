package dev.parley.store.cassandra;

import dev.parley.model.Failure;
import dev.parley.model.FailureCode;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import java.util.ArrayDeque;
import java.util.Queue;
import java.util.function.Supplier;

/** Lets so many in at once, has so many wait, refuses the rest, and can be closed. Safe for use by any thread. */
final class Gate {
    private final int width;
    private final int room;
    private final Queue<Promise<Void>> waiting = new ArrayDeque<>();
    private final Promise<Void> empty = Promise.promise();
    private int inside;
    private boolean closed;

    Gate(int width, int room) {
        this.width = width;
        this.room = room;
    }

    <T> Future<T> pass(Supplier<Future<T>> visit) {
        return enter().compose(entered ->
                Future.succeededFuture().compose(begun -> visit.get()).onComplete(ended -> leave()));
    }

    /** Refuses whoever comes from now on. Completes when those who came before have left. */
    Future<Void> close() {
        synchronized (this) {
            closed = true;
            if (inside > 0) {
                return empty.future();
            }
        }
        empty.tryComplete();
        return empty.future();
    }

    synchronized boolean isClosed() {
        return closed;
    }

    private synchronized Future<Void> enter() {
        if (closed) {
            return Future.failedFuture(Failure.of(FailureCode.UNAVAILABLE, "the message store is closed"));
        }
        if (inside < width) {
            inside++;
            return Future.succeededFuture();
        }
        if (waiting.size() >= room) {
            return Future.failedFuture(
                    Failure.of(FailureCode.UNAVAILABLE, "the message store takes no more messages at the moment"));
        }
        Promise<Void> turn = Promise.promise();
        waiting.add(turn);
        return turn.future();
    }

    private void leave() {
        Promise<Void> next;
        synchronized (this) {
            next = waiting.poll();
            if (next == null && --inside == 0 && closed) {
                next = empty;
            }
        }
        if (next != null) {
            next.tryComplete();
        }
    }
}
