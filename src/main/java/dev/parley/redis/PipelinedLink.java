package dev.parley.redis;

import dev.parley.model.Failure;
import dev.parley.model.FailureCode;
import dev.parley.redis.RedisSettings.Mode;
import io.vertx.core.Context;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.redis.client.Command;
import io.vertx.redis.client.Redis;
import io.vertx.redis.client.RedisConnection;
import io.vertx.redis.client.Request;
import io.vertx.redis.client.Response;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.TimeUnit;
import java.util.function.Function;
import java.util.function.Supplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * One connection, on which commands are pipelined. It is opened when there is a command to send, and again
 * after it was lost: at once, and if that does not help after growing pauses until a command succeeds. Commands that a lost connection
 * left unanswered are sent again for as long as their callers wait; all of ours may be done twice.
 */
final class PipelinedLink implements RedisLink {
    static final int MOST_UNANSWERED = 16_384;

    private static final Logger LOG = LoggerFactory.getLogger(RedisLink.class);
    private static final long FIRST_PAUSE_MILLIS = 25;
    private static final int MOST_DOUBLINGS = 5;
    /** One alone is a connection that was closed for being idle. */
    private static final int FAILURES_TO_TELL = 2;

    /** Any command that names a key, for a cluster sends one without to whichever server it likes. */
    private static final Call PROBE = Call.of(Request.cmd(Command.EXISTS).arg("parley"));

    private final Vertx vertx;
    private final Context context;
    private final Redis redis;
    private final RedisSettings server;
    private final Function<RedisConnection, Pipeline> pipelines;

    private Future<RedisConnection> connection = Future.failedFuture("not opened yet");
    private int failuresInRow;
    private int unanswered;

    private PipelinedLink(Vertx vertx, RedisSettings server) {
        this.vertx = vertx;
        this.context = vertx.getOrCreateContext();
        this.redis = Clients.client(vertx, server, MOST_UNANSWERED);
        this.server = server;
        this.pipelines = server.mode() == Mode.CLUSTER ? Pipeline::cluster : Pipeline::single;
    }

    /** See {@link RedisLink#open}. */
    static Future<RedisLink> open(Vertx vertx, RedisSettings server, Duration patience) {
        PipelinedLink link = new PipelinedLink(vertx, server);
        return link.ready(link.nanos() + patience.toNanos()).map(link);
    }

    private Future<Response> ready(long deadlineNanos) {
        return within(() -> run(PROBE)).recover(cause -> {
            if (nanos() > deadlineNanos) {
                return Future.failedFuture(
                        Failure.of(FailureCode.UNAVAILABLE, "Redis at " + server + " cannot be reached"));
            }
            LOG.info("Waiting for Redis at {}", server);
            return vertx.timer(1, TimeUnit.SECONDS).compose(tick -> ready(deadlineNanos));
        });
    }

    @Override
    public <T> Future<T> within(Supplier<Future<T>> operation) {
        return Future.future(promise -> context.runOnContext(now -> operation
                .get()
                .timeout(PATIENCE.toMillis(), TimeUnit.MILLISECONDS)
                .recover(cause -> Future.failedFuture(
                        cause instanceof Failure known ? known : unavailable("Redis did not answer in time")))
                .onComplete(promise)));
    }

    @Override
    public Future<List<Response>> run(List<Call> calls) {
        if (unanswered + calls.size() > MOST_UNANSWERED) {
            return Future.failedFuture(unavailable("too many wait for Redis"));
        }
        unanswered += calls.size();
        return attempt(calls, nanos() + PATIENCE.toNanos())
                .onSuccess(replies -> calm())
                .onComplete(done -> unanswered -= calls.size())
                .recover(cause -> Future.failedFuture(unavailable("Redis cannot be reached")));
    }

    @Override
    public long nanos() {
        return System.nanoTime();
    }

    private Future<List<Response>> attempt(List<Call> calls, long deadlineNanos) {
        Future<RedisConnection> used = connection();
        return used.compose(open -> pipelines.apply(open).send(calls)).recover(cause -> {
            Trouble trouble = Trouble.of(cause);
            note(trouble, used, cause);
            boolean again = trouble == Trouble.LOST && nanos() < deadlineNanos;
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

    private static Failure unavailable(String message) {
        return Failure.of(FailureCode.UNAVAILABLE, message);
    }
}
