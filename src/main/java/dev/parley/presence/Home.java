package dev.parley.presence;

import io.vertx.core.Context;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import java.time.Duration;
import java.time.Instant;
import java.util.function.IntUnaryOperator;
import java.util.function.LongSupplier;

/**
 * Where one instance of the verticle lives: all its state belongs to one context.
 *
 * @param wallMillis Unix time in milliseconds
 * @param random draws a number below its argument
 */
record Home(Vertx vertx, Context context, LongSupplier wallMillis, IntUnaryOperator random) {
    /** The same future, completed here: a store that does not answer in time says so on a thread of its own. */
    <T> Future<T> here(Future<T> elsewhere) {
        return Future.future(promise ->
                elsewhere.onComplete((value, cause) -> context.runOnContext(back -> promise.complete(value, cause))));
    }

    /** Runs {@code task} after a while. */
    void in(Duration wait, Runnable task) {
        vertx.setTimer(Math.max(1, wait.toMillis()), due -> task.run());
    }

    Instant now() {
        return Instant.ofEpochMilli(wallMillis.getAsLong());
    }
}
