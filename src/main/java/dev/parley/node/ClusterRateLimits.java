package dev.parley.node;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import dev.parley.bus.Bus;
import dev.parley.bus.LimitsService;
import dev.parley.bus.LimitsService.GiveBack;
import dev.parley.bus.LimitsService.Take;
import dev.parley.model.Failure;
import dev.parley.model.FailureCode;
import io.vertx.core.Future;
import java.time.Duration;
import java.util.EnumMap;
import java.util.Map;
import java.util.function.LongSupplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Counts in this process, and asks the cluster for what goes beyond, some at a time. A cluster that does not answer is left
 * alone for a while: meanwhile each process keeps the limit by itself.
 */
final class ClusterRateLimits implements RateLimits {
    private static final Logger LOG = LoggerFactory.getLogger(ClusterRateLimits.class);
    private static final int MAX_KEYS = 100_000;
    private static final long SILENCE_MICROS = 5_000_000;

    private final Bus bus;
    private final LongSupplier micros;
    private final Map<Limit, Cache<String, Quota>> quotas = new EnumMap<>(Limit.class);
    private volatile long silentUntil;

    /** @param micros a clock that never goes back */
    ClusterRateLimits(Bus bus, LongSupplier micros) {
        this.bus = bus;
        this.micros = micros;
        this.silentUntil = micros.getAsLong();
        for (Limit limit : Limit.values()) {
            quotas.put(limit, quotasOf(limit));
        }
    }

    @Override
    public Future<Void> take(Limit limit, String key) {
        Quota quota = quotas.get(limit).get(key, first -> new Quota(limit));
        long now = micros.getAsLong();
        return switch (quota.take(now)) {
            case ALLOWED -> Future.succeededFuture();
            case REFUSED -> refused(quota.await(now));
            case ASK -> isSilent() ? Future.succeededFuture() : ask(limit, key, quota);
        };
    }

    @Override
    public void giveBack(Limit limit, String key) {
        Quota known = quotas.get(limit).getIfPresent(key);
        if (known != null) {
            known.giveBack();
        }
        if (!isSilent()) {
            bus.request(LimitsService.GIVE_BACK, new GiveBack(limit.of(key), limit.rate(), 1))
                    .onFailure(this::fallSilent);
        }
    }

    private Future<Void> ask(Limit limit, String key, Quota quota) {
        return bus.request(LimitsService.TAKE, new Take(limit.of(key), limit.rate(), limit.batch()))
                .map(quota::lease)
                .transform((wait, cause) -> {
                    if (cause != null) {
                        fallSilent(cause);
                        return Future.succeededFuture();
                    }
                    return wait.map(ClusterRateLimits::refused).orElseGet(Future::succeededFuture);
                });
    }

    private boolean isSilent() {
        return micros.getAsLong() - silentUntil < 0;
    }

    private void fallSilent(Throwable cause) {
        if (!isSilent()) {
            silentUntil = micros.getAsLong() + SILENCE_MICROS;
            LOG.warn("Limits are kept by each process for now: {}", cause.getMessage());
        }
    }

    private static Future<Void> refused(Duration wait) {
        return Future.failedFuture(Failure.of(FailureCode.RATE_LIMITED, "too many of these; wait a while")
                .retryAfter(wait));
    }

    private static Cache<String, Quota> quotasOf(Limit limit) {
        return Caffeine.newBuilder()
                .maximumSize(MAX_KEYS)
                .expireAfterAccess(limit.rate().window())
                .build();
    }
}
