package dev.parley.store;

import dev.parley.model.ConversationId;
import dev.parley.model.Cursor;
import dev.parley.model.Message;
import dev.parley.model.MessageId;
import dev.parley.model.UserId;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.LongSupplier;

/** A store with a clock that the test sets, called as plainly as a collection. */
public final class StoreUnderTest implements AutoCloseable {
    /** A message may become visible within this time of its id's, as in production. */
    static final long HORIZON_MILLIS = 10_000;

    public static final InboxLife LIFE = new InboxLife(Duration.ofDays(30));

    public static final UserId ANN = new UserId(1);
    public static final UserId BOB = new UserId(2);
    public static final UserId EVE = new UserId(3);
    public static final ConversationId CHAT = ConversationId.direct(ANN, BOB);

    private final Vertx vertx = Vertx.vertx();
    private final AtomicLong clock = new AtomicLong(MessageId.EPOCH_MILLIS + 100_000_000);
    private final Opener opener;
    private MessageStores store;

    /** Opens the store that keeps its data in one place for all of a test. */
    @FunctionalInterface
    public interface Opener {
        Future<MessageStores> open(Vertx vertx, LongSupplier clockMillis);
    }

    public StoreUnderTest(Opener opener) {
        this.opener = opener;
        this.store = await(opener.open(vertx, clock::get));
    }

    /** The port itself. */
    public MessageStore port() {
        return store.messages();
    }

    MessageStores stores() {
        return store;
    }

    MarkStore marks() {
        return store.marks();
    }

    void reopen() {
        await(store.close());
        store = await(opener.open(vertx, clock::get));
    }

    public long now() {
        return clock.get();
    }

    void pass(long millis) {
        clock.addAndGet(millis);
    }

    /** A message in the chat of Ann and Bob whose id has this time. */
    public Message message(long idMillis, UserId from, String ref) {
        return message(idMillis, CHAT, from, ref);
    }

    Message message(long idMillis, ConversationId conversation, UserId from, String ref) {
        MessageId id = new MessageId(MessageId.lastBefore(idMillis) + 1 + from.value());
        return new Message(
                id, conversation, from, Message.Kind.TEXT, ref, "text of " + ref, Optional.empty(), List.of());
    }

    /** An entry that changes a text of the same sender, with an id of so many milliseconds after it. */
    Message amendment(Message text, Message.Kind kind, long millisLater, String says) {
        long time = MessageId.timeMillis(text.id().value()) + millisLater;
        return amendment(text, kind, new MessageId(MessageId.lastBefore(time) + 1_000), says);
    }

    Message amendment(Message text, Message.Kind kind, MessageId id, String says) {
        return new Message(
                id,
                text.conversation(),
                text.from(),
                kind,
                kind + " " + id,
                says,
                Optional.empty(),
                List.of(),
                Optional.of(text.id().value()),
                Optional.empty());
    }

    /** Changes the text, for Ann and Bob. */
    Message edited(Message text, long millisLater, String says) {
        Message edit = amendment(text, Message.Kind.EDIT, millisLater, says);
        append(edit);
        return edit;
    }

    Message deleted(Message text, long millisLater) {
        Message deletion = amendment(text, Message.Kind.DELETE, millisLater, "");
        append(deletion);
        return deletion;
    }

    /** A message of Ann to Bob with an id of now plus this, stored for both. */
    Message stored(long aheadMillis) {
        Message message = message(now() + aheadMillis, ANN, "ref at " + (now() + aheadMillis));
        append(message);
        return message;
    }

    AppendOutcome append(Message message) {
        return append(message, ANN, BOB);
    }

    AppendOutcome append(Message message, UserId... members) {
        return await(port().append(message, List.of(members), deadline(message)));
    }

    long deadline(Message message) {
        return MessageId.timeMillis(message.id().value()) + HORIZON_MILLIS;
    }

    InboxPage inbox(UserId user, Cursor after, int limit) {
        return await(port().inbox(user, Optional.of(after), limit, now() - HORIZON_MILLIS));
    }

    Cursor cursorNow(UserId user) {
        return await(port().inbox(user, Optional.empty(), 1, now() - HORIZON_MILLIS))
                .next();
    }

    /** The largest id value that is older than the horizon. */
    long cap() {
        return MessageId.lastBefore(now() - HORIZON_MILLIS);
    }

    List<Message> log(ConversationId conversation) {
        return await(port().from(conversation, 0, 1_000));
    }

    public static <T> T await(Future<T> future) {
        try {
            return future.toCompletionStage().toCompletableFuture().get(60, TimeUnit.SECONDS);
        } catch (ExecutionException e) {
            throw e.getCause() instanceof RuntimeException failure ? failure : new IllegalStateException(e.getCause());
        } catch (InterruptedException | TimeoutException e) {
            throw new IllegalStateException(e);
        }
    }

    @Override
    public void close() {
        await(store.close());
        await(vertx.close());
    }
}
