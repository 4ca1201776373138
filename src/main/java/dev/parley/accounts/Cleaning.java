package dev.parley.accounts;

import io.vertx.core.Future;
import io.vertx.core.Vertx;
import java.time.Duration;
import java.util.function.Supplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Has what is old forgotten now, and again and again for as long as the verticle is deployed that began it. */
final class Cleaning {
    private static final Logger LOG = LoggerFactory.getLogger(Cleaning.class);

    private final Vertx vertx;

    Cleaning(Vertx vertx) {
        this.vertx = vertx;
    }

    /**
     * @param what is forgotten, for the log
     * @param pause from one time to the next
     */
    void begin(String what, Duration pause, Supplier<Future<Void>> forget) {
        clean(what, forget);
        vertx.setPeriodic(pause.toMillis(), due -> clean(what, forget));
    }

    private static void clean(String what, Supplier<Future<Void>> forget) {
        forget.get().onFailure(cause -> LOG.warn("Old {} stay for now: {}", what, cause.getMessage()));
    }
}
