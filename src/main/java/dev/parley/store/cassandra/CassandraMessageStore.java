package dev.parley.store.cassandra;

import dev.parley.model.ConversationId;
import dev.parley.model.Cursor;
import dev.parley.model.Failure;
import dev.parley.model.FailureCode;
import dev.parley.model.Message;
import dev.parley.model.MessageId;
import dev.parley.model.UserId;
import dev.parley.store.AppendOutcome;
import dev.parley.store.InboxLife;
import dev.parley.store.InboxPage;
import dev.parley.store.MessageStore;
import io.vertx.cassandra.CassandraClient;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.internal.ContextInternal;
import io.vertx.core.internal.PromiseInternal;
import io.vertx.core.internal.VertxInternal;
import java.util.List;
import java.util.Optional;
import java.util.function.LongSupplier;
import java.util.function.Supplier;

/** The message store in a Cassandra cluster. Any number of processes can have it open. */
public final class CassandraMessageStore implements MessageStore {
    private static final int APPENDS_AT_ONCE = 128;
    private static final int APPENDS_WAITING = 10_000;

    private final Vertx vertx;
    private final CassandraClient client;
    private final LongSupplier clockMillis;
    private final Tables tables;
    private final Gate gate = new Gate(APPENDS_AT_ONCE, APPENDS_WAITING);
    private final RefTurns turns = new RefTurns();
    private final InboxReader inboxes;
    private final HistoryReader history;
    private final ConversationReader lists;

    CassandraMessageStore(
            Vertx vertx, CassandraClient client, Queries queries, Tables tables, LongSupplier clockMillis) {
        this.vertx = vertx;
        this.client = client;
        this.clockMillis = clockMillis;
        this.tables = tables;
        this.inboxes = new InboxReader(tables.inboxes(), tables.log(), tables.finisher());
        this.history = new HistoryReader(queries, tables.buckets());
        this.lists = new ConversationReader(tables.lists(), tables.log(), tables.finisher());
    }

    /**
     * Opens the store, and makes the keyspace and the tables where they are missing. Waits for a cluster that does not
     * answer yet.
     *
     * @param life how long inbox entries live; the same on every node
     * @param clockMillis Unix time; never goes back, and is the clock that horizons are taken from
     * @return a future completed with the store, or failed with {@code UNAVAILABLE} when the cluster did not answer in time
     */
    public static Future<MessageStore> open(
            Vertx vertx, CassandraSettings settings, InboxLife life, LongSupplier clockMillis) {
        return new Opening<>(vertx, settings, life, clockMillis, opened -> Imports.none(opened.queries())
                        .<MessageStore>map(none -> new CassandraMessageStore(
                                vertx, opened.client(), opened.queries(), opened.tables(), clockMillis)))
                .run();
    }

    @Override
    public Future<AppendOutcome> append(Message message, List<UserId> members, long deadlineMillis) {
        Append append = new Append(vertx, tables, clockMillis, new Draft(message, members), deadlineMillis);
        return forCaller(gate.pass(() -> turns.take(message, append::run)));
    }

    @Override
    public Future<InboxPage> inbox(UserId user, Optional<Cursor> after, int limit, long horizonMillis) {
        return whileOpen(() -> inboxes.page(user, after, limit, horizonMillis));
    }

    @Override
    public Future<List<Message>> before(ConversationId conversation, long id, int limit) {
        return whileOpen(() -> history.before(conversation, id, limit));
    }

    @Override
    public Future<List<Message>> from(ConversationId conversation, long id, int limit) {
        return whileOpen(() -> history.from(conversation, id, limit));
    }

    @Override
    public Future<List<Message>> conversations(UserId user, long below, int limit) {
        return whileOpen(() -> lists.newest(user, below, limit));
    }

    @Override
    public Future<Optional<MessageId>> highest() {
        return whileOpen(tables.highWater()::highest);
    }

    @Override
    public Future<Void> check() {
        return whileOpen(() -> tables.highWater().highest().mapEmpty());
    }

    @Override
    public Future<Void> close() {
        if (gate.isClosed()) {
            return Future.succeededFuture();
        }
        return forCaller(
                gate.close().compose(finished -> tables.highWater().close()).transform(written -> client.close()
                        .transform(closed -> Future.<Void>succeededFuture())));
    }

    private <T> Future<T> whileOpen(Supplier<Future<T>> call) {
        return gate.isClosed()
                ? Future.failedFuture(Failure.of(FailureCode.UNAVAILABLE, "the message store is closed"))
                : forCaller(call.get());
    }

    /** Steps that several callers wait for may end on the context of another one. */
    private <T> Future<T> forCaller(Future<T> outcome) {
        ContextInternal caller = ((VertxInternal) vertx).getOrCreateContext();
        PromiseInternal<T> promise = caller.promise();
        outcome.onComplete(promise);
        return promise.future();
    }
}
