package dev.parley.bus;

import dev.parley.bus.Bus.Server;
import dev.parley.model.Failure;
import dev.parley.model.FailureCode;
import io.vertx.core.Completable;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.core.internal.ContextInternal;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Answers questions that are asked in its own process. They are handed over as they are: nothing is carried. */
final class LocalServer<Q, R> {
    private static final Logger LOG = LoggerFactory.getLogger(LocalServer.class);

    private final String address;
    private final Server<Q, R> server;
    private final Optional<ContextInternal> home;

    /** @param home where it answers; absent for one that answers on the thread that asks */
    LocalServer(String address, Server<Q, R> server, Optional<ContextInternal> home) {
        this.address = address;
        this.server = server;
        this.home = home;
    }

    String address() {
        return address;
    }

    /**
     * Asks, on the thread of {@code caller}.
     *
     * @param patience how long the caller waits
     * @return a future completed on the caller's context, in time
     */
    Future<R> ask(ContextInternal caller, Q question, Duration patience) {
        if (home.isPresent()) {
            Promise<R> answered = caller.promise();
            Steps.onward(home.get()).runOnContext(turn -> answer(question, answered));
            return inTime(answered.future(), patience);
        }
        Future<R> answer = answer(question);
        if (answer.isComplete()) {
            return of(answer, caller);
        }
        Promise<R> answered = caller.promise();
        tell(answer, answered);
        return inTime(answered.future(), patience);
    }

    /** @param asker told the answer, or a {@link Failure} */
    void answer(Q question, Completable<R> asker) {
        tell(answer(question), asker);
    }

    private Future<R> answer(Q question) {
        try {
            return server.apply(question);
        } catch (RuntimeException e) {
            return Future.failedFuture(e);
        }
    }

    private void tell(Future<R> answer, Completable<R> asker) {
        answer.onComplete((value, cause) -> asker.complete(value, cause == null ? null : failureOf(cause)));
    }

    /** An answer that is here, as {@code caller} gets it. */
    private Future<R> of(Future<R> answer, ContextInternal caller) {
        return answer.succeeded()
                ? caller.succeededFuture(answer.result())
                : caller.failedFuture(failureOf(answer.cause()));
    }

    private Future<R> inTime(Future<R> answer, Duration patience) {
        return answer.timeout(patience.toMillis(), TimeUnit.MILLISECONDS)
                .recover(cause ->
                        Future.failedFuture(cause instanceof TimeoutException ? ReplyFailures.late(address) : cause));
    }

    private Failure failureOf(Throwable cause) {
        if (cause instanceof Failure failure) {
            return failure;
        }
        LOG.error("A request to {} failed", address, cause);
        return Failure.of(FailureCode.INTERNAL, "something went wrong here; it has been logged");
    }
}
