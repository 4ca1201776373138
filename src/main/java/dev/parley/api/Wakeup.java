package dev.parley.api;

import dev.parley.bus.NodeService.Deliver;
import dev.parley.bus.NodeService.News;
import dev.parley.model.Failure;
import dev.parley.model.FailureCode;
import dev.parley.model.Message;
import dev.parley.node.Recipient;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.core.Timer;
import io.vertx.core.Vertx;
import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;

/** What a long poll waits for: the first of a message, the end of its time, a revocation, a client that goes away. */
final class Wakeup implements Recipient {
    private final Instant begin = Instant.now();
    private final Promise<Void> woken = Promise.promise();
    private final Consumer<Message> onMessage;

    /**
     * Starts to wait.
     *
     * @param onMessage told of each message
     */
    Wakeup(Vertx vertx, Duration most, Consumer<Message> onMessage) {
        this.onMessage = onMessage;
        Timer timer = vertx.timer(most.toMillis(), TimeUnit.MILLISECONDS);
        timer.onSuccess(late -> woken.tryComplete());
        woken.future().onComplete(end -> timer.cancel());
    }

    /** A future completed when there is reason to look again, or failed when there is none any more. */
    Future<Void> future() {
        return woken.future();
    }

    @Override
    public void deliver(Deliver delivery) {
        if (delivery.news() instanceof News.Entry entry) {
            onMessage.accept(entry.message());
            woken.tryComplete();
        }
    }

    @Override
    public void end(End reason) {
        woken.tryFail(Failure.of(FailureCode.UNAUTHENTICATED, "this device was signed out"));
    }

    @Override
    public Instant lastHeard() {
        return begin;
    }

    /** The client does not wait any more. */
    void gone() {
        woken.tryFail(Failure.of(FailureCode.UNAVAILABLE, "the client went away"));
    }
}
