package dev.parley.accounts.sql;

import dev.parley.model.Failure;
import dev.parley.model.FailureCode;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import java.time.Duration;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Opens a PostgreSQL database, and tries again every second until it answers or the time is over. */
final class Opening {
    private static final Logger LOG = LoggerFactory.getLogger(Opening.class);
    private static final long PAUSE_MILLIS = 1_000;

    private final Vertx vertx;
    private final Postgres postgres;
    private final long endNanos;

    Opening(Vertx vertx, Postgres postgres, Duration patience) {
        this.vertx = vertx;
        this.postgres = postgres;
        this.endNanos = System.nanoTime() + patience.toNanos();
    }

    /** @return a future completed with the open database, or failed with {@code UNAVAILABLE} that says why */
    Future<Database> run() {
        return attempt()
                .recover(cause ->
                        left().isNegative() || !SqlFailures.isPassing(cause) ? giveUp(cause) : tryAgain(cause));
    }

    private Future<Database> attempt() {
        return vertx.executeBlocking(postgres::migrate)
                .map(migrated -> postgres.connect(vertx))
                .compose(this::proven);
    }

    private Future<Database> proven(Database database) {
        return database.check().map(database).recover(cause -> database.close()
                .transform(closed -> Future.failedFuture(cause)));
    }

    private Future<Database> tryAgain(Throwable cause) {
        LOG.info("Waiting for {}, {} s left: {}", postgres, left().toSeconds(), SqlFailures.reason(cause));
        return vertx.timer(PAUSE_MILLIS).compose(later -> run());
    }

    private Future<Database> giveUp(Throwable cause) {
        LOG.debug("{} cannot be used", postgres, cause);
        return Future.failedFuture(
                Failure.of(FailureCode.UNAVAILABLE, postgres + " cannot be used: " + SqlFailures.reason(cause)));
    }

    private Duration left() {
        return Duration.ofNanos(endNanos - System.nanoTime());
    }
}
