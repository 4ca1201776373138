package dev.parley.store.cassandra;

import dev.parley.model.Failure;
import dev.parley.model.FailureCode;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.internal.ContextInternal;
import io.vertx.core.internal.PromiseInternal;
import io.vertx.core.internal.VertxInternal;
import java.util.function.Supplier;

/** The way in for every call: bounded in writes, closed when the store is, and back on the context of the caller. */
final class Calls {
    private static final int APPENDS_AT_ONCE = 128;
    private static final int APPENDS_WAITING = 10_000;
    private static final int MARKS_AT_ONCE = 64;
    private static final int MARKS_WAITING = 5_000;

    private final VertxInternal vertx;
    private final Gate appends = new Gate(APPENDS_AT_ONCE, APPENDS_WAITING);
    private final Gate marks = new Gate(MARKS_AT_ONCE, MARKS_WAITING);

    Calls(Vertx vertx) {
        this.vertx = (VertxInternal) vertx;
    }

    <T> Future<T> append(Supplier<Future<T>> call) {
        return forCaller(appends.pass(call));
    }

    <T> Future<T> mark(Supplier<Future<T>> call) {
        return forCaller(marks.pass(call));
    }

    <T> Future<T> read(Supplier<Future<T>> call) {
        return isClosed()
                ? Future.failedFuture(Failure.of(FailureCode.UNAVAILABLE, "the message store is closed"))
                : forCaller(call.get());
    }

    boolean isClosed() {
        return appends.isClosed();
    }

    /** Refuses whatever comes from now on. Completes when what was written is. */
    Future<Void> close() {
        return Future.join(appends.close(), marks.close()).mapEmpty();
    }

    /** Steps that several callers wait for may end on the context of another one. */
    <T> Future<T> forCaller(Future<T> outcome) {
        ContextInternal caller = vertx.getOrCreateContext();
        PromiseInternal<T> promise = caller.promise();
        outcome.onComplete(promise);
        return promise.future();
    }
}
