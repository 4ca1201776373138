package dev.parley.bench.filling;

import dev.parley.model.Content;
import dev.parley.model.ConversationId;
import dev.parley.model.Message;
import dev.parley.model.UserId;
import dev.parley.store.AppendOutcome;
import dev.parley.store.InboxLife;
import dev.parley.store.MessageStore;
import dev.parley.store.MessageStores;
import dev.parley.store.rocks.RocksStores;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.concurrent.CompletionException;
import java.util.concurrent.Semaphore;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.LongConsumer;

/**
 * What people wrote to each other, evenly over the last days, in random order of conversations. Its texts are random words,
 * so that they take on the disk what texts do.
 */
public final class Filling {
    /** As long as inboxes are kept by default. */
    private static final InboxLife LIFE = new InboxLife(Duration.ofDays(30));

    private static final int DAYS = 25;
    /** What the writer of the store takes at once, twice. */
    private static final int AT_ONCE = 2_048;

    private static final int SEED = 1;

    private final MessageStore store;
    private final List<ConversationId.Direct> conversations;
    private final long count;
    private final Span span = Span.ofDays(DAYS, System.currentTimeMillis());
    private final Words words;
    private final Random dice = new Random(SEED);
    private final Semaphore room = new Semaphore(AT_ONCE);
    private final AtomicReference<Throwable> failure = new AtomicReference<>();

    private Filling(MessageStore store, List<ConversationId.Direct> conversations, long count, int textLength) {
        this.store = store;
        this.conversations = conversations;
        this.count = count;
        this.words = new Words(textLength, dice);
    }

    /**
     * Fills the embedded store of a folder. Blocks.
     *
     * @param data the data folder of a server that is down
     * @param conversations direct ones, by their ids
     * @param count of messages
     * @param textLength of a message, in characters
     * @param progress told how many are stored
     * @return where they are
     */
    public static Span fill(Path data, List<String> conversations, long count, int textLength, LongConsumer progress) {
        Vertx vertx = Vertx.vertx();
        try {
            MessageStores stores =
                    join(RocksStores.open(vertx, data.resolve("messages"), LIFE, System::currentTimeMillis));
            List<ConversationId.Direct> parsed = conversations.stream()
                    .map(id -> (ConversationId.Direct) ConversationId.parse(id))
                    .toList();
            try {
                return new Filling(stores.messages(), parsed, count, textLength).fill(progress);
            } finally {
                join(stores.close());
            }
        } finally {
            join(vertx.close());
        }
    }

    private Span fill(LongConsumer progress) {
        for (long number = 0; number < count && failure.get() == null; number++) {
            room.acquireUninterruptibly();
            append(number).onFailure(failure::set).onComplete(done -> room.release());
            progress.accept(number);
        }
        room.acquireUninterruptibly(AT_ONCE);
        if (failure.get() != null) {
            throw new IllegalStateException("the store could not be filled", failure.get());
        }
        return span;
    }

    private Future<AppendOutcome> append(long number) {
        ConversationId.Direct conversation = conversations.get(dice.nextInt(conversations.size()));
        List<UserId> members = List.of(conversation.low(), conversation.high());
        Message message = Message.of(
                span.id(number, count),
                conversation,
                members.get(dice.nextInt(2)),
                new Content("fill-" + number, words.some(), Optional.empty(), List.of()));
        return store.append(message, members, Long.MAX_VALUE);
    }

    private static <T> T join(Future<T> future) {
        try {
            return future.toCompletionStage().toCompletableFuture().join();
        } catch (CompletionException failed) {
            throw new IllegalStateException(failed.getCause().getMessage(), failed.getCause());
        }
    }
}
