package dev.parley.sessions.redis;

import dev.parley.model.Failure;
import dev.parley.model.FailureCode;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.redis.client.Redis;
import io.vertx.redis.client.RedisConnection;
import io.vertx.redis.client.Response;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.TimeUnit;
import java.util.function.Function;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The way to Redis: one connection, on which commands are pipelined. It is opened when there is a command to send, and again
 * after it was lost: at once, and if that does not help after growing pauses until a command succeeds. Commands that a lost connection
 * left unanswered are sent again for as long as their callers wait; all of ours may be done twice. Used on one context.
 */
final class Link {
    /** How long a caller waits: less than bus requests do, so that they hear what is wrong. */
    static final Duration PATIENCE = Duration.ofMillis(1_800);

    static final int MOST_UNANSWERED = 16_384;

    private static final Logger LOG = LoggerFactory.getLogger(Link.class);
    private static final long FIRST_PAUSE_MILLIS = 25;
    private static final int MOST_DOUBLINGS = 5;
    /** One alone is a connection that was closed for being idle. */
    private static final int FAILURES_TO_TELL = 2;

    private final Vertx vertx;
    private final Redis redis;
    private final String server;
    private final Function<RedisConnection, Pipeline> pipelines;

    private Future<RedisConnection> connection = Future.failedFuture("not opened yet");
    private int failuresInRow;
    private int unanswered;

    /**
     * @param server how the server is called in logs
     * @param pipelines makes what sends commands over a connection
     */
    Link(Vertx vertx, Redis redis, String server, Function<RedisConnection, Pipeline> pipelines) {
        this.vertx = vertx;
        this.redis = redis;
        this.server = server;
        this.pipelines = pipelines;
    }

    /**
     * Sends commands in one go.
     *
     * @return a future completed with their replies in the same order, null for each reply that is nil; failed with
     *     {@code UNAVAILABLE} when one of them failed
     */
    Future<List<Response>> run(List<Call> calls) {
        if (unanswered + calls.size() > MOST_UNANSWERED) {
            return Future.failedFuture(Failure.of(FailureCode.UNAVAILABLE, "too many wait for the session directory"));
        }
        unanswered += calls.size();
        return attempt(calls, System.nanoTime() + PATIENCE.toNanos())
                .onSuccess(replies -> calm())
                .onComplete(done -> unanswered -= calls.size())
                .recover(cause -> Future.failedFuture(failure()));
    }

    /** The same for one command, whose reply is not nil. */
    Future<Response> run(Call call) {
        return run(List.of(call)).map(replies -> replies.get(0));
    }

    private Future<List<Response>> attempt(List<Call> calls, long deadlineNanos) {
        Future<RedisConnection> used = connection();
        return used.compose(open -> pipelines.apply(open).send(calls)).recover(cause -> {
            Trouble trouble = Trouble.of(cause);
            note(trouble, used, cause);
            boolean again = trouble == Trouble.LOST && System.nanoTime() < deadlineNanos;
            return again ? attempt(calls, deadlineNanos) : Future.failedFuture(cause);
        });
    }

    private Future<RedisConnection> connection() {
        if (connection.failed()) {
            Future<RedisConnection> opening = open();
            connection = opening;
            opening.onSuccess(open -> open.exceptionHandler(cause -> lose(opening, cause)));
        }
        return connection;
    }

    private Future<RedisConnection> open() {
        if (failuresInRow < FAILURES_TO_TELL) {
            return redis.connect();
        }
        long longest = FIRST_PAUSE_MILLIS << Math.min(failuresInRow, MOST_DOUBLINGS);
        long pause = ThreadLocalRandom.current().nextLong(longest / 2, longest);
        return vertx.timer(pause, TimeUnit.MILLISECONDS).compose(now -> redis.connect());
    }

    private void note(Trouble trouble, Future<RedisConnection> used, Throwable cause) {
        boolean news = trouble == Trouble.REFUSED || used == connection;
        if (news && ++failuresInRow == FAILURES_TO_TELL) {
            LOG.warn("Redis at {} cannot be used: {}", server, cause.getMessage());
        }
        if (trouble == Trouble.LOST) {
            lose(used, cause);
        }
    }

    private void lose(Future<RedisConnection> used, Throwable cause) {
        if (used == connection) {
            connection = Future.failedFuture(cause);
            used.onSuccess(RedisConnection::close);
        }
    }

    private void calm() {
        if (failuresInRow >= FAILURES_TO_TELL) {
            LOG.info("Redis at {} can be used again", server);
        }
        failuresInRow = 0;
    }

    private static Failure failure() {
        return Failure.of(FailureCode.UNAVAILABLE, "the session directory cannot be reached");
    }
}
