package dev.parley.redis;

import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.redis.client.Response;
import java.time.Duration;
import java.util.List;
import java.util.function.Supplier;

/** The way to Redis. A link belongs to the context on which it was opened: {@link #within} brings a caller there. */
public interface RedisLink {
    /** How long a caller waits: less than bus requests do, so that they hear what is wrong. */
    Duration PATIENCE = Duration.ofMillis(1_800);

    /**
     * Opens the way. It lives as long as the verticle, or the {@code vertx}, that opens it. A Redis that cannot be reached is
     * asked again once a second, with a line in the log each time.
     *
     * @param patience how long to wait for Redis
     * @return a future completed with the link; failed with {@code UNAVAILABLE} when Redis did not come in time
     */
    static Future<RedisLink> open(Vertx vertx, RedisSettings server, Duration patience) {
        return PipelinedLink.open(vertx, server, patience);
    }

    /**
     * Does what uses this link, on its context; may be called from any thread.
     *
     * @return a future completed with the outcome, or failed with a {@link dev.parley.model.Failure} when that takes longer
     *     than {@link #PATIENCE}
     */
    <T> Future<T> within(Supplier<Future<T>> operation);

    /**
     * Sends commands in one go; to be called on the context of this link.
     *
     * @return a future completed with their replies in the same order, null for each reply that is nil; failed with
     *     {@code UNAVAILABLE} when one of them failed
     */
    Future<List<Response>> run(List<Call> calls);

    /** The same for one command, whose reply is not nil. */
    default Future<Response> run(Call call) {
        return run(List.of(call)).map(replies -> replies.get(0));
    }

    /** The time by which callers wait, in nanoseconds; it never steps. */
    long nanos();
}
