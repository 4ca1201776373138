package dev.parley.store.cassandra;

import static dev.parley.store.StoreUnderTest.ANN;
import static dev.parley.store.StoreUnderTest.BOB;
import static dev.parley.store.StoreUnderTest.await;

import dev.parley.archive.Archive;
import dev.parley.model.ConversationId;
import dev.parley.model.Cursor;
import dev.parley.model.HybridClock;
import dev.parley.model.Message;
import dev.parley.model.MessageId;
import dev.parley.model.NodeNumber;
import dev.parley.store.AppendOutcome;
import dev.parley.store.InboxPage;
import dev.parley.store.MessageStore;
import dev.parley.store.MessageStores;
import dev.parley.store.StoreUnderTest;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import java.util.List;
import java.util.Optional;
import java.util.function.LongSupplier;

/** A store on the real server, in the hands of a test: by the wall clock unless told otherwise. */
final class OpenStore implements AutoCloseable {
    static final long HORIZON_MILLIS = 10_000;
    static final ConversationId CHAT = StoreUnderTest.CHAT;
    private static final HybridClock IDS = new HybridClock(System::currentTimeMillis);

    private final Vertx vertx;
    private final MessageStores store;

    private OpenStore(Vertx vertx, MessageStores store) {
        this.vertx = vertx;
        this.store = store;
    }

    static OpenStore open(CassandraSettings settings) {
        return open(Vertx.vertx(), settings, System::currentTimeMillis);
    }

    static OpenStore open(Vertx vertx, CassandraSettings settings, LongSupplier clockMillis) {
        return new OpenStore(vertx, await(CassandraStores.open(vertx, settings, StoreUnderTest.LIFE, clockMillis)));
    }

    MessageStore port() {
        return store.messages();
    }

    /** All that the keyspace holds, read beside this store. */
    Future<Archive> archive(CassandraSettings settings) {
        return CassandraArchive.open(vertx, settings, StoreUnderTest.LIFE);
    }

    /** A message of Ann to Bob with a new id. */
    static Message message(String ref) {
        return message(IDS.next(new NodeNumber(1)), ref);
    }

    static Message message(MessageId id, String ref) {
        return new Message(id, CHAT, ANN, Message.Kind.TEXT, ref, "text of " + ref, Optional.empty(), List.of());
    }

    /** An edit or deletion of a text, with a new id. */
    static Message amendment(Message text, Message.Kind kind, String says) {
        MessageId id = IDS.next(new NodeNumber(1));
        return new Message(
                id,
                CHAT,
                ANN,
                kind,
                "ref " + id,
                says,
                Optional.empty(),
                List.of(),
                Optional.of(text.id().value()),
                Optional.empty());
    }

    Future<AppendOutcome> append(Message message) {
        return append(message, MessageId.timeMillis(message.id().value()) + HORIZON_MILLIS);
    }

    Future<AppendOutcome> append(Message message, long deadlineMillis) {
        return port().append(message, List.of(ANN, BOB), deadlineMillis);
    }

    /** Bob's inbox after a cursor, for someone to whom ids before {@code horizonMillis} are settled. */
    InboxPage inbox(Cursor after, long horizonMillis) {
        return await(port().inbox(BOB, Optional.of(after), 1_000, horizonMillis));
    }

    List<Message> log() {
        return await(port().from(CHAT, 0, 10_000));
    }

    @Override
    public void close() {
        await(store.close());
        await(vertx.close());
    }
}
