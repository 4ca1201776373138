package dev.parley.persistence;

import static dev.parley.store.StoreUnderTest.await;

import dev.parley.bus.Bus;
import dev.parley.bus.Endpoint;
import dev.parley.bus.MembershipService.Window;
import dev.parley.bus.PersistenceService;
import dev.parley.bus.PersistenceService.Append;
import dev.parley.bus.PersistenceService.Appended;
import dev.parley.bus.PersistenceService.History;
import dev.parley.bus.PersistenceService.HistoryPage;
import dev.parley.bus.PersistenceService.Place;
import dev.parley.bus.PersistenceService.Sync;
import dev.parley.bus.PersistenceService.SyncPage;
import dev.parley.model.ConversationId;
import dev.parley.model.Cursor;
import dev.parley.model.Message;
import dev.parley.model.MessageId;
import dev.parley.store.StoreUnderTest;
import dev.parley.store.StoreUnderTest.Opener;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.LongSupplier;
import java.util.function.UnaryOperator;

/** The verticle over a store, with a wall clock that the test sets. */
final class ServedStore implements AutoCloseable {
    static final ConversationId CHAT = StoreUnderTest.CHAT;

    private final Vertx vertx = Vertx.vertx();
    private final Bus bus = new Bus(vertx);
    private final AtomicLong wall =
            new AtomicLong(MessageId.EPOCH_MILLIS + Duration.ofDays(100).toMillis());

    ServedStore(Opener opener) {
        this(opener, clock -> clock);
    }

    /** @param clock what becomes of the wall clock before the verticle reads it */
    ServedStore(Opener opener, UnaryOperator<LongSupplier> clock) {
        await(vertx.deployVerticle(
                new PersistenceVerticle(bus, opener::open, StoreUnderTest.LIFE, clock.apply(wall::get))));
    }

    long now() {
        return wall.get();
    }

    void pass(Duration time) {
        wall.addAndGet(time.toMillis());
    }

    /** A message of Ann to Bob, a millisecond later than the one before. */
    Message stored() {
        Message message = message();
        Appended appended = await(append(message));
        if (!(appended instanceof Appended.Stored)) {
            throw new IllegalStateException("it is " + appended);
        }
        return message;
    }

    Message message() {
        MessageId id = new MessageId(MessageId.lastBefore(wall.incrementAndGet()) + 1);
        return new Message(
                id, CHAT, StoreUnderTest.ANN, Message.Kind.TEXT, "ref " + id, "hello", Optional.empty(), List.of());
    }

    Future<Appended> append(Message message) {
        return bus.request(
                PersistenceService.APPEND, new Append(message, List.of(StoreUnderTest.ANN, StoreUnderTest.BOB)));
    }

    SyncPage sync(Cursor after) {
        return sync(after, 100);
    }

    SyncPage sync(Cursor after, int limit) {
        return ask(PersistenceService.SYNC, new Sync(StoreUnderTest.BOB, Optional.of(after), limit));
    }

    HistoryPage history(Place place, int limit) {
        return ask(PersistenceService.HISTORY, new History(CHAT, place, limit, List.of(Window.ALL)));
    }

    <Q, R> R ask(Endpoint<Q, R> endpoint, Q question) {
        Future<R> answer = bus.request(endpoint, question);
        return await(answer);
    }

    @Override
    public void close() {
        await(vertx.close());
    }
}
