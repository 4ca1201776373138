package dev.parley.store.cassandra;

import dev.parley.model.Failure;
import dev.parley.model.FailureCode;
import dev.parley.store.InboxLife;
import dev.parley.store.MessageStore;
import io.vertx.cassandra.CassandraClient;
import io.vertx.cassandra.CassandraClientOptions;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import java.time.Duration;
import java.util.function.LongSupplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Opens a store, and tries again every second until the cluster answers or the time is over. */
final class Opening {
    private static final Logger LOG = LoggerFactory.getLogger(Opening.class);
    private static final long PAUSE_MILLIS = 1_000;

    private final Vertx vertx;
    private final CassandraSettings settings;
    private final InboxLife life;
    private final LongSupplier clockMillis;
    private final long endNanos;

    Opening(Vertx vertx, CassandraSettings settings, InboxLife life, LongSupplier clockMillis) {
        this.vertx = vertx;
        this.settings = settings;
        this.life = life;
        this.clockMillis = clockMillis;
        this.endNanos = System.nanoTime() + settings.startWithin().toNanos();
    }

    Future<MessageStore> run() {
        return attempt().recover(cause -> left().isNegative() ? giveUp(cause) : tryAgain(cause));
    }

    private Future<MessageStore> tryAgain(Throwable cause) {
        LOG.info(
                "Waiting for Cassandra at {}, {} s left: {}",
                settings.contacts(),
                left().toSeconds(),
                cause.getMessage());
        return vertx.timer(PAUSE_MILLIS).compose(later -> run());
    }

    private Future<MessageStore> giveUp(Throwable cause) {
        LOG.error("Cassandra at {} cannot be used", settings.contacts(), cause);
        return Future.failedFuture(
                Failure.of(FailureCode.UNAVAILABLE, "Cassandra at " + settings.contacts() + " cannot be used"));
    }

    private Duration left() {
        return Duration.ofNanos(endNanos - System.nanoTime());
    }

    private Future<MessageStore> attempt() {
        CassandraClient client = CassandraClient.create(vertx, new CassandraClientOptions(Driver.session(settings)));
        return new Migrations(vertx, client, settings, SchemaSteps.all())
                .run()
                .compose(migrated -> Queries.prepare(client))
                .compose(queries -> HighWater.open(queries).map(water -> store(client, queries, water)))
                .onSuccess(store -> LOG.info("Messages are kept by Cassandra in {}", settings.keyspace()))
                .recover(cause -> client.close().transform(closed -> Future.failedFuture(cause)));
    }

    private MessageStore store(CassandraClient client, Queries queries, HighWater water) {
        Tables tables = Tables.of(queries, water, life.stored(), clockMillis);
        return new CassandraMessageStore(vertx, client, queries, tables, clockMillis);
    }
}
