package dev.parley.store.rocks;

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
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.internal.ContextInternal;
import io.vertx.core.internal.VertxInternal;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.function.LongSupplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The message store in a folder of this machine. One at a time can have the folder open. */
public final class RocksMessageStore implements MessageStore {
    private static final Logger LOG = LoggerFactory.getLogger(RocksMessageStore.class);

    private final Vertx vertx;
    private final Reads reads;
    private final Database database;
    private final Writer writer;
    private final InboxReader inboxes;
    private final HistoryReader history;
    private final ConversationReader lists;

    private RocksMessageStore(Vertx vertx, Reads reads, Database database, LongSupplier clockMillis) {
        WritingFloor floor = new WritingFloor();
        this.vertx = vertx;
        this.reads = reads;
        this.database = database;
        this.writer = new Writer(database, clockMillis, floor);
        this.inboxes = new InboxReader(database, floor);
        this.history = new HistoryReader(database);
        this.lists = new ConversationReader(database);
    }

    /**
     * Opens the store, and makes it when the folder is empty.
     *
     * @param life how long inbox entries live
     * @param clockMillis Unix time; never goes back, and is the clock that horizons are taken from
     * @return a future completed with the store, or failed with {@code UNAVAILABLE} when the folder can't be used or is
     *     in use
     */
    public static Future<MessageStore> open(Vertx vertx, Path folder, InboxLife life, LongSupplier clockMillis) {
        return open(vertx, folder, Retention.of(life), clockMillis);
    }

    static Future<MessageStore> open(Vertx vertx, Path folder, Retention retention, LongSupplier clockMillis) {
        Path absolute = folder.toAbsolutePath().normalize();
        Reads reads = new Reads(vertx);
        return reads.run(() -> RocksArchive.whole(absolute, retention))
                .<MessageStore>map(database -> begin(new RocksMessageStore(vertx, reads, database, clockMillis)))
                .onSuccess(store -> LOG.info("Messages are kept by RocksDB in {}", absolute))
                .recover(cause -> reads.close(() -> null).transform(closed -> Future.failedFuture(cause)));
    }

    private static RocksMessageStore begin(RocksMessageStore store) {
        store.writer.start();
        return store;
    }

    @Override
    public Future<AppendOutcome> append(Message message, List<UserId> members, long deadlineMillis) {
        ContextInternal caller = ((VertxInternal) vertx).getOrCreateContext();
        PendingAppend append = new PendingAppend(message, members, deadlineMillis, caller);
        if (writer.offer(append)) {
            return append.outcome();
        }
        return caller.failedFuture(
                Failure.of(FailureCode.UNAVAILABLE, "the message store takes no more messages at the moment"));
    }

    @Override
    public Future<InboxPage> inbox(UserId user, Optional<Cursor> after, int limit, long horizonMillis) {
        return after.map(cursor -> reads.run(() -> inboxes.page(user, cursor, limit, horizonMillis)))
                .orElseGet(() -> reads.run(() -> new InboxPage(List.of(), inboxes.now(horizonMillis), false)));
    }

    @Override
    public Future<List<Message>> before(ConversationId conversation, long id, int limit) {
        return reads.run(() -> history.before(conversation, id, limit));
    }

    @Override
    public Future<List<Message>> from(ConversationId conversation, long id, int limit) {
        return reads.run(() -> history.from(conversation, id, limit));
    }

    @Override
    public Future<List<Message>> conversations(UserId user, long below, int limit) {
        return reads.run(() -> lists.newest(user, below, limit));
    }

    @Override
    public Future<Optional<MessageId>> highest() {
        return reads.run(() ->
                database.get(Family.META, Database.HIGHEST).map(number -> new MessageId(Keys.lastNumber(number))));
    }

    @Override
    public Future<Void> check() {
        if (!writer.works()) {
            return Future.failedFuture(
                    Failure.of(FailureCode.UNAVAILABLE, "the message store no longer writes: see the log"));
        }
        return reads.run(() -> {
            database.check();
            return null;
        });
    }

    @Override
    public Future<Void> close() {
        return reads.close(() -> {
            writer.finish();
            database.close();
            return null;
        });
    }
}
