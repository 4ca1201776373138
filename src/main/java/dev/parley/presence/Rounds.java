package dev.parley.presence;

import io.vertx.core.Future;
import java.time.Duration;
import java.util.function.Supplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Does something again and again, the next round a pause after the last one is over; the pause differs by up to a quarter, so
 * that nodes which began together drift apart. A round that fails is followed by the next. Used on one context.
 */
final class Rounds {
    private static final Logger LOG = LoggerFactory.getLogger(Rounds.class);

    private final Home home;
    private final String name;
    private final Duration pause;
    private final Supplier<Future<Void>> round;
    private Future<Void> running = Future.succeededFuture();
    private boolean ended;
    private boolean failing;

    /** @param name what is done, for the log */
    Rounds(Home home, String name, Duration pause, Supplier<Future<Void>> round) {
        this.home = home;
        this.name = name;
        this.pause = pause;
        this.round = round;
    }

    void begin() {
        long shortest = pause.toMillis() * 3 / 4;
        int spread = (int) pause.toMillis() / 2 + 1;
        home.in(Duration.ofMillis(shortest + home.random().applyAsInt(spread)), this::run);
    }

    private void run() {
        if (!ended) {
            running = home.here(round.get()).onFailure(this::failed).onSuccess(done -> failing = false);
            running.onComplete(done -> begin());
        }
    }

    /** @return a future completed when the last round is over */
    Future<Void> end() {
        ended = true;
        return running.otherwiseEmpty();
    }

    private void failed(Throwable cause) {
        if (!failing) {
            LOG.warn("Presence cannot {}: {}", name, cause.getMessage());
        }
        failing = true;
    }
}
