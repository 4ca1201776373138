package dev.parley.store.cassandra;

import dev.parley.store.InboxLife;
import dev.parley.store.MarkStore;
import dev.parley.store.MessageStore;
import dev.parley.store.MessageStores;
import io.vertx.cassandra.CassandraClient;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import java.util.function.LongSupplier;

/** Messages and marks in a Cassandra cluster. Any number of processes can have it open. */
public final class CassandraStores implements MessageStores {
    private final CassandraClient client;
    private final Tables tables;
    private final Calls calls;
    private final MessageStore messages;
    private final MarkStore marks;

    CassandraStores(Vertx vertx, CassandraClient client, Queries queries, Tables tables, LongSupplier clockMillis) {
        this.client = client;
        this.tables = tables;
        this.calls = new Calls(vertx);
        this.messages = new CassandraMessageStore(vertx, calls, queries, tables, clockMillis);
        this.marks = new CassandraMarkStore(calls, queries, tables.marks());
    }

    /**
     * Opens the store, and makes the keyspace and the tables where they are missing. Waits for a cluster that does not
     * answer yet.
     *
     * @param life how long inbox entries live; the same on every node
     * @param clockMillis Unix time; never goes back, and is the clock that horizons are taken from
     * @return a future completed with the store, or failed with {@code UNAVAILABLE} when the cluster did not answer in time
     */
    public static Future<MessageStores> open(
            Vertx vertx, CassandraSettings settings, InboxLife life, LongSupplier clockMillis) {
        return new Opening<>(vertx, settings, life, clockMillis, opened -> Imports.none(opened.queries())
                        .<MessageStores>map(none -> new CassandraStores(
                                vertx, opened.client(), opened.queries(), opened.tables(), clockMillis)))
                .run();
    }

    @Override
    public MessageStore messages() {
        return messages;
    }

    @Override
    public MarkStore marks() {
        return marks;
    }

    @Override
    public Future<Void> check() {
        return calls.read(() -> tables.highWater().highest().mapEmpty());
    }

    @Override
    public Future<Void> close() {
        if (calls.isClosed()) {
            return Future.succeededFuture();
        }
        return calls.forCaller(
                calls.close().compose(finished -> tables.highWater().close()).transform(written -> client.close()
                        .transform(closed -> Future.<Void>succeededFuture())));
    }
}
