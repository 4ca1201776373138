package dev.parley.node;

import dev.parley.bus.AccountsService;
import dev.parley.bus.Bus;
import dev.parley.bus.Done;
import dev.parley.model.Failure;
import dev.parley.model.FailureCode;
import io.vertx.core.Context;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.core.Vertx;
import io.vertx.core.json.JsonObject;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicReference;
import java.util.stream.Collectors;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The public keys of {@code accounts}, each with its check. Asks for them again when a token names one it lacks, and every
 * minute, so that a key which was taken away is good for nothing soon after.
 */
final class VerifyingKeys {
    private static final Logger LOG = LoggerFactory.getLogger(VerifyingKeys.class);
    private static final Duration PAUSE = Duration.ofSeconds(5);
    private static final Duration REFRESH = Duration.ofMinutes(1);

    private final Vertx vertx;
    private final Bus bus;
    private final InstantSource clock;
    private final Duration refresh;
    private final AtomicReference<Instant> nextFetch = new AtomicReference<>(Instant.MIN);
    private volatile Map<String, VerifyingKey> byId = Map.of();
    private volatile Future<Void> lastFetch = Future.succeededFuture();
    private Optional<Long> timer = Optional.empty();

    VerifyingKeys(Vertx vertx, Bus bus, InstantSource clock) {
        this(vertx, bus, clock, REFRESH);
    }

    /** @param refresh from one time that keys are asked for to the next */
    VerifyingKeys(Vertx vertx, Bus bus, InstantSource clock, Duration refresh) {
        this.vertx = vertx;
        this.bus = bus;
        this.clock = clock;
        this.refresh = refresh;
    }

    /** @return a future completed when there are keys, which are kept up to date from then on */
    Future<Void> follow() {
        return fetch().onSuccess(fetched -> {
            if (timer.isEmpty()) {
                timer = Optional.of(vertx.setPeriodic(refresh.toMillis(), due -> fetchAgain()));
            }
        });
    }

    /** Asks no more. */
    void stop() {
        timer.ifPresent(vertx::cancelTimer);
        timer = Optional.empty();
    }

    private void fetchAgain() {
        fetch().onFailure(cause -> LOG.warn("Keys for tokens cannot be asked for: {}", cause.getMessage()));
    }

    private Future<Void> fetch() {
        lastFetch = bus.request(AccountsService.KEYS, Done.DONE).map(answer -> {
            byId = answer.keys().stream()
                    .filter(VerifyingKeys::isUsable)
                    .collect(Collectors.toUnmodifiableMap(jwk -> jwk.getString("kid"), this::key));
            return null;
        });
        return lastFetch;
    }

    /**
     * The check of one key. A key that is not held is asked for, unless that was done seconds ago; then whoever comes while
     * the answer is under way waits for it, too: after a restart that is a crowd.
     */
    Future<VerifyingKey> holding(String kid) {
        VerifyingKey held = byId.get(kid);
        if (held != null) {
            return Future.succeededFuture(held);
        }
        return mayFetch() ? fetch().compose(fetched -> held(kid)) : fetched().compose(over -> held(kid));
    }

    /** @return a future completed, on the context of the caller, when nobody is asking any more, whatever came of it */
    private Future<Void> fetched() {
        Future<Void> fetch = lastFetch;
        if (fetch.isComplete()) {
            return Future.succeededFuture();
        }
        Context caller = vertx.getOrCreateContext();
        Promise<Void> over = Promise.promise();
        fetch.onComplete(any -> caller.runOnContext(back -> over.complete()));
        return over.future();
    }

    private Future<VerifyingKey> held(String kid) {
        VerifyingKey held = byId.get(kid);
        if (held != null) {
            return Future.succeededFuture(held);
        }
        return Future.failedFuture(
                byId.isEmpty()
                        ? Failure.of(FailureCode.UNAVAILABLE, "tokens cannot be checked yet")
                                .retryAfter(PAUSE)
                        : Failure.of(FailureCode.UNAUTHENTICATED, "the access token is not valid"));
    }

    /** Lets one caller through each {@link #PAUSE}, so that made-up key names cost nobody anything. */
    private boolean mayFetch() {
        Instant now = clock.instant();
        Instant due = nextFetch.get();
        return !now.isBefore(due) && nextFetch.compareAndSet(due, now.plus(PAUSE));
    }

    private static boolean isUsable(JsonObject jwk) {
        return "EC".equals(jwk.getString("kty")) && "P-256".equals(jwk.getString("crv")) && jwk.containsKey("kid");
    }

    /** The one that is held stays, with what it remembers. */
    private VerifyingKey key(JsonObject jwk) {
        VerifyingKey held = byId.get(jwk.getString("kid"));
        return held != null && held.is(jwk) ? held : new VerifyingKey(vertx, jwk);
    }
}
