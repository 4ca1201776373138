package dev.parley.store.rocks;

import dev.parley.model.ConversationId;
import dev.parley.model.Cursor;
import dev.parley.model.Message;
import dev.parley.model.MessageId;
import dev.parley.model.UserId;
import dev.parley.store.AppendOutcome;
import dev.parley.store.InboxPage;
import dev.parley.store.MessageStore;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.internal.VertxInternal;
import java.util.List;
import java.util.Optional;

/** Messages in the folder. */
final class RocksMessageStore implements MessageStore {
    private final VertxInternal vertx;
    private final Writer writer;
    private final Reads reads;
    private final Database database;
    private final InboxReader inboxes;
    private final HistoryReader history;
    private final ConversationReader lists;

    RocksMessageStore(Vertx vertx, Writer writer, Reads reads, Database database, WritingFloor floor) {
        this.vertx = (VertxInternal) vertx;
        this.writer = writer;
        this.reads = reads;
        this.database = database;
        this.inboxes = new InboxReader(database, floor);
        this.history = new HistoryReader(database);
        this.lists = new ConversationReader(database);
    }

    @Override
    public Future<AppendOutcome> append(Message message, List<UserId> members, long deadlineMillis) {
        return writer.submit(new PendingAppend(message, members, deadlineMillis, vertx.getOrCreateContext()));
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
    public Future<Integer> unread(ConversationId conversation, UserId reader, long from, long below, int most) {
        return reads.run(() -> history.unread(conversation, reader, from, below, most));
    }
}
