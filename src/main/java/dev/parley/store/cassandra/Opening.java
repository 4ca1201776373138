package dev.parley.store.cassandra;

import dev.parley.model.Failure;
import dev.parley.model.FailureCode;
import dev.parley.store.InboxLife;
import io.vertx.cassandra.CassandraClient;
import io.vertx.cassandra.CassandraClientOptions;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import java.time.Duration;
import java.util.function.Function;
import java.util.function.LongSupplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Opens a store, and tries again, with a line every second, until the cluster answers or the time is over. */
final class Opening<T> {
    private static final Logger LOG = LoggerFactory.getLogger(Opening.class);
    private static final long SECOND_MILLIS = 1_000;

    private final Vertx vertx;
    private final CassandraSettings settings;
    private final InboxLife life;
    private final LongSupplier clockMillis;
    private final Function<Opened, Future<T>> use;
    private final long endNanos;
    private volatile String reason = "it has not answered yet";

    /** @param use makes of the tables what is wanted; asked again where that fails */
    Opening(
            Vertx vertx,
            CassandraSettings settings,
            InboxLife life,
            LongSupplier clockMillis,
            Function<Opened, Future<T>> use) {
        this.vertx = vertx;
        this.settings = settings;
        this.life = life;
        this.clockMillis = clockMillis;
        this.use = use;
        this.endNanos = System.nanoTime() + settings.startWithin().toNanos();
    }

    Future<T> run() {
        long telling = vertx.setPeriodic(SECOND_MILLIS, second -> tell());
        return untilItAnswers().onComplete(done -> vertx.cancelTimer(telling));
    }

    private void tell() {
        LOG.info(
                "Waiting for Cassandra at {}, {} s left: {}",
                settings.place(),
                Math.max(0, left().toSeconds()),
                reason);
    }

    private Future<T> untilItAnswers() {
        return attempt().recover(cause -> isHopeless(cause) || left().isNegative() ? giveUp(cause) : tryAgain(cause));
    }

    /** A file that cannot be read does not get better by waiting; a cluster that makes its roles late does. */
    private static boolean isHopeless(Throwable cause) {
        return cause instanceof IllegalArgumentException;
    }

    private Future<T> tryAgain(Throwable cause) {
        reason = Reason.of(cause);
        return vertx.timer(SECOND_MILLIS).compose(later -> untilItAnswers());
    }

    private Future<T> giveUp(Throwable cause) {
        LOG.debug("Cassandra cannot be used", cause);
        return Future.failedFuture(Failure.of(
                FailureCode.UNAVAILABLE, "Cassandra at " + settings.place() + " cannot be used: " + Reason.of(cause)));
    }

    private Duration left() {
        return Duration.ofNanos(endNanos - System.nanoTime());
    }

    private Future<T> attempt() {
        return vertx.executeBlocking(() -> Driver.session(settings))
                .map(session -> CassandraClient.create(vertx, new CassandraClientOptions(session)))
                .compose(this::open);
    }

    private Future<T> open(CassandraClient client) {
        return client.metadata()
                .onSuccess(connected -> reason = "its tables are not ready yet")
                .compose(connected -> new Migrations(vertx, client, settings, SchemaSteps.all()).run())
                .compose(migrated -> Queries.prepare(client))
                .compose(queries -> HighWater.open(queries).map(water -> opened(client, queries, water)))
                .compose(use)
                .onSuccess(store -> LOG.info("Messages are kept by Cassandra in {}", settings.keyspace()))
                .recover(cause -> client.close().transform(closed -> Future.failedFuture(cause)));
    }

    private Opened opened(CassandraClient client, Queries queries, HighWater water) {
        return new Opened(client, queries, Tables.of(queries, water, life.stored(), clockMillis));
    }

    /** A keyspace that is up to date, and what is used to read and write it. */
    record Opened(CassandraClient client, Queries queries, Tables tables) {}
}
