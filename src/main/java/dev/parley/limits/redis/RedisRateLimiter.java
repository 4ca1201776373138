package dev.parley.limits.redis;

import dev.parley.limits.RateLimiter;
import dev.parley.model.Granted;
import dev.parley.model.RateLimit;
import dev.parley.redis.RedisLink;
import dev.parley.redis.Script;
import io.vertx.core.Future;
import java.time.Duration;
import java.time.temporal.ChronoUnit;
import java.util.List;

/** Counts in Redis. No call lasts longer than two seconds. */
public final class RedisRateLimiter implements RateLimiter {
    static final String PREFIX = "parley:limit:";

    private static final Script TAKE = Script.beside(RedisRateLimiter.class, "take");
    private static final Script GIVE_BACK = Script.beside(RedisRateLimiter.class, "give-back");
    private static final long NANOS_PER_MICRO = 1_000;

    private final RedisLink link;

    private RedisRateLimiter(RedisLink link) {
        this.link = link;
    }

    /** The counters in the Redis that {@code link} leads to. */
    public static RateLimiter on(RedisLink link) {
        return new RedisRateLimiter(link);
    }

    @Override
    public Future<Granted> take(String key, RateLimit limit, int wanted) {
        List<String> arguments = List.of(micros(limit), Integer.toString(limit.burst()), Integer.toString(wanted));
        return link.within(() -> link.run(TAKE.call(List.of(PREFIX + key), arguments)))
                .map(reply -> new Granted(
                        reply.get(0).toInteger(), Duration.of(reply.get(1).toLong(), ChronoUnit.MICROS)));
    }

    @Override
    public Future<Void> giveBack(String key, RateLimit limit, int count) {
        List<String> arguments = List.of(micros(limit), Integer.toString(count));
        return link.within(() -> link.run(GIVE_BACK.call(List.of(PREFIX + key), arguments)))
                .mapEmpty();
    }

    private static String micros(RateLimit limit) {
        return Long.toString(limit.interval().toNanos() / NANOS_PER_MICRO);
    }
}
