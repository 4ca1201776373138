package dev.parley.notification;

import dev.parley.bus.Bus;
import dev.parley.bus.PushService;
import dev.parley.bus.PushService.Claim;
import dev.parley.bus.PushService.Outcome;
import dev.parley.bus.PushService.Parcel;
import dev.parley.bus.PushService.Settlement;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Takes what is due from the queue, as much as it can carry, and sees each parcel to its provider. Nothing is lost with it:
 * what it has not settled is handed out again when the lease is over. Used on one context.
 */
final class Courier {
    private static final Logger LOG = LoggerFactory.getLogger(Courier.class);
    private static final int MOST_IN_HAND = 256;
    private static final int MOST_AT_ONCE = 100;
    private static final int MOST_LEFT_OUT = 100;
    /** How long the checks before sending take at the longest. */
    private static final long CHECK_MILLIS = 5_000;
    /** How long a parcel may wait here. */
    private static final Duration PATIENCE = Duration.ofSeconds(5);
    /** Longer than waiting, checking, sending and settling together. */
    private static final Duration LEASE = PATIENCE.plusMillis(CHECK_MILLIS + Channel.PATIENCE_MILLIS + 4_000);

    private final Vertx vertx;
    private final Bus bus;
    private final Delivery delivery;
    private final Pace pace;
    private final InstantSource clock;
    private final Settling settling;
    private final Map<String, Provider> providers = new HashMap<>();
    /** Who had enough to do when more was claimed last. */
    private List<Provider> passedOver = List.of();

    private long timer;
    private int carried;
    private boolean claiming;
    private boolean more;
    private boolean ended;

    Courier(Vertx vertx, Bus bus, Delivery delivery, Pace pace, InstantSource clock) {
        this.vertx = vertx;
        this.bus = bus;
        this.delivery = delivery;
        this.pace = pace;
        this.clock = clock;
        this.settling = new Settling(vertx, bus, this::claimMore);
    }

    void begin() {
        timer = vertx.setPeriodic(pace.look().toMillis(), due -> claim());
        claim();
    }

    /** @return a future completed when what was in hand is settled, as far as that was possible */
    Future<?> end() {
        ended = true;
        vertx.cancelTimer(timer);
        return handsEmpty().compose(empty -> settling.finish());
    }

    private Future<Void> handsEmpty() {
        return carried == 0 ? Future.succeededFuture() : vertx.timer(50).compose(later -> handsEmpty());
    }

    private void claimMore() {
        if (mayBeMore() && room() >= MOST_AT_ONCE) {
            claim();
        }
    }

    private boolean mayBeMore() {
        return more || passedOver.stream().anyMatch(provider -> !provider.isFull());
    }

    private int room() {
        return MOST_IN_HAND - carried - settling.open();
    }

    private void claim() {
        int limit = Math.min(MOST_AT_ONCE, room());
        if (claiming || ended || limit <= 0) {
            return;
        }
        claiming = true;
        Instant asked = clock.instant();
        bus.request(PushService.CLAIM, new Claim(limit, leftOut(asked), LEASE))
                .onComplete(claimed -> took(claimed.parcels(), limit, asked), this::gotNothing);
    }

    private void gotNothing(Throwable cause) {
        claiming = false;
        LOG.debug("The queue of pushes does not answer: {}", cause.getMessage());
    }

    /** Those that have enough to do, or do not work. */
    private Set<String> leftOut(Instant now) {
        providers.values().removeIf(Provider::isIdle);
        passedOver = providers.values().stream().filter(Provider::isFull).toList();
        return providers.entrySet().stream()
                .filter(one ->
                        one.getValue().isFull() || one.getValue().breaker().isOpen(now))
                .map(Map.Entry::getKey)
                .limit(MOST_LEFT_OUT)
                .collect(Collectors.toSet());
    }

    private void took(List<Parcel> parcels, int limit, Instant claimed) {
        claiming = false;
        more = parcels.size() >= limit;
        carried += parcels.size();
        parcels.forEach(parcel -> provider(parcel).add(new Provider.Waiting(parcel, claimed)));
        parcels.stream().map(this::provider).distinct().toList().forEach(this::sendOn);
        claimMore();
    }

    private Provider provider(Parcel parcel) {
        return providers.computeIfAbsent(parcel.provider(), first -> new Provider(new Breaker(pace.pauses())));
    }

    private void sendOn(Provider provider) {
        for (var next = provider.next(); next.isPresent(); next = provider.next()) {
            send(provider, next.get());
        }
    }

    private void send(Provider provider, Provider.Waiting waiting) {
        Parcel parcel = waiting.parcel();
        deliver(provider, waiting).onSuccess(outcome -> {
            carried--;
            provider.ended();
            settling.add(new Settlement(parcel, outcome));
            sendOn(provider);
        });
    }

    private Future<Outcome> deliver(Provider provider, Provider.Waiting waiting) {
        Instant now = clock.instant();
        if (now.isAfter(waiting.claimed().plus(PATIENCE))) {
            return Future.succeededFuture(new Outcome.Held(now));
        }
        return provider.breaker().isOpen(now)
                ? Future.succeededFuture(new Outcome.Held(provider.breaker().next(now)))
                : Future.succeededFuture(waiting.parcel())
                        .compose(delivery::look)
                        .timeout(CHECK_MILLIS, TimeUnit.MILLISECONDS)
                        .compose(decision -> isTooLate(waiting)
                                ? Future.succeededFuture(new Outcome.Held(waiting.claimed()))
                                : delivery.carryOut(decision, waiting.parcel(), provider.breaker()))
                        .otherwise(cause -> unknown(waiting.parcel(), cause));
    }

    /** This process stood still while it looked, and somebody else may have the parcel by now. */
    private boolean isTooLate(Provider.Waiting waiting) {
        return clock.instant().isAfter(waiting.claimed().plus(PATIENCE).plusMillis(CHECK_MILLIS));
    }

    private Outcome unknown(Parcel parcel, Throwable cause) {
        LOG.debug("What to tell device {} cannot be found out now: {}", parcel.device(), cause.getMessage());
        return new Outcome.Held(clock.instant().plus(pace.doubts().after(0)));
    }
}
