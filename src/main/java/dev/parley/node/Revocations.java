package dev.parley.node;

import dev.parley.bus.AccessTokens;
import dev.parley.bus.AccountsService;
import dev.parley.bus.AccountsService.Revocation;
import dev.parley.bus.AccountsService.Revoked;
import dev.parley.bus.AccountsService.RevokedSince;
import dev.parley.bus.Bus;
import dev.parley.bus.Bus.Registration;
import io.vertx.core.Future;
import io.vertx.core.Timer;
import io.vertx.core.Vertx;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The sign-ins that were revoked while one of their access tokens may still be about.
 *
 * <p>Learns of them from the bus at once. The bus may lose news: they also come with the renewals of the lease, where
 * presence keeps them, and {@code accounts} is asked every few seconds.
 * {@link #contains} may be called from any thread; the rest runs on the context that called {@link #follow}.
 */
final class Revocations {
    private static final Logger LOG = LoggerFactory.getLogger(Revocations.class);
    /** How late a revocation can come into sight of a poll: a slow commit, and clocks that differ. */
    private static final Duration OVERLAP = Duration.ofMinutes(1);

    private static final Duration KEPT =
            AccessTokens.LIFETIME.plus(AccessTokens.LEEWAY).plus(OVERLAP);

    private final Vertx vertx;
    private final Bus bus;
    private final InstantSource clock;
    private final Duration pause;
    private final Consumer<Revocation> listener;
    private final Map<String, Instant> bySignIn = new ConcurrentHashMap<>();
    private Optional<Registration> subscription = Optional.empty();
    private Optional<Timer> timer = Optional.empty();
    private Instant newest = Instant.MIN;

    /** @param pause between an answer and the next question */
    Revocations(Vertx vertx, Bus bus, InstantSource clock, Duration pause, Consumer<Revocation> listener) {
        this.vertx = vertx;
        this.bus = bus;
        this.clock = clock;
        this.pause = pause;
        this.listener = listener;
    }

    boolean contains(String signIn) {
        return bySignIn.containsKey(signIn);
    }

    /** @return a future completed when every revocation so far is known here, and later ones will be */
    Future<Void> follow() {
        return subscribe().compose(subscribed -> poll()).onSuccess(polled -> pollLater());
    }

    Future<Void> stop() {
        timer.ifPresent(Timer::cancel);
        Optional<Registration> ended = subscription;
        subscription = Optional.empty();
        return ended.map(Registration::end).orElseGet(Future::succeededFuture);
    }

    private Future<Void> subscribe() {
        if (subscription.isPresent()) {
            return Future.succeededFuture();
        }
        return bus.subscribe(AccountsService.REVOKED, news -> learn(news.revocations()))
                .onSuccess(registration -> subscription = Optional.of(registration))
                .mapEmpty();
    }

    private void pollLater() {
        if (subscription.isEmpty()) {
            return;
        }
        Timer next = vertx.timer(pause.toMillis(), TimeUnit.MILLISECONDS);
        timer = Optional.of(next);
        next.onSuccess(due -> {
            forgetOld();
            poll().onFailure(cause -> LOG.warn("Revoked sign-ins cannot be asked for: {}", cause.getMessage()))
                    .onComplete(tried -> pollLater());
        });
    }

    private Future<Void> poll() {
        return pollFrom(since());
    }

    private Future<Void> pollFrom(Instant since) {
        return bus.request(AccountsService.REVOKED_SINCE, new RevokedSince(since))
                .map(Revoked::revocations)
                .onSuccess(this::learnAll)
                .compose(page -> isFull(page, since) ? pollFrom(newest) : Future.succeededFuture());
    }

    /** The check of the time keeps a page of one instant from being asked for again and again. */
    private boolean isFull(List<Revocation> page, Instant since) {
        return page.size() >= AccountsService.REVOKED_PAGE && newest.isAfter(since);
    }

    private Instant since() {
        Instant oldest = clock.instant().minus(KEPT);
        return newest.isAfter(oldest.plus(OVERLAP)) ? newest.minus(OVERLAP) : oldest;
    }

    /** Only what was asked for moves {@link #newest}: news may come while older ones were lost. */
    private void learnAll(List<Revocation> answer) {
        learn(answer);
        for (Revocation revocation : answer) {
            newest = newest.isAfter(revocation.at()) ? newest : revocation.at();
        }
    }

    /** Takes in news, wherever they come from; those that are known change nothing. */
    void learn(List<Revocation> revocations) {
        for (Revocation revocation : revocations) {
            if (bySignIn.putIfAbsent(revocation.signIn(), revocation.at()) == null) {
                listener.accept(revocation);
            }
        }
    }

    private void forgetOld() {
        Instant oldest = clock.instant().minus(KEPT);
        bySignIn.values().removeIf(at -> at.isBefore(oldest));
    }
}
