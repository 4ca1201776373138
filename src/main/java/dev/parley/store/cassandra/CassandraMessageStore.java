package dev.parley.store.cassandra;

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
import java.util.List;
import java.util.Optional;
import java.util.function.LongSupplier;

/** Messages in the cluster. */
final class CassandraMessageStore implements MessageStore {
    private final Vertx vertx;
    private final Calls calls;
    private final Tables tables;
    private final LongSupplier clockMillis;
    private final RefTurns turns = new RefTurns();
    private final InboxReader inboxes;
    private final HistoryReader history;
    private final ConversationReader lists;

    CassandraMessageStore(Vertx vertx, Calls calls, Queries queries, Tables tables, LongSupplier clockMillis) {
        this.vertx = vertx;
        this.calls = calls;
        this.tables = tables;
        this.clockMillis = clockMillis;
        this.inboxes = new InboxReader(tables.inboxes(), tables.log(), tables.finisher());
        this.history = new HistoryReader(queries, tables.buckets());
        this.lists = new ConversationReader(tables.lists(), tables.log(), tables.finisher());
    }

    @Override
    public Future<AppendOutcome> append(Message message, List<UserId> members, long deadlineMillis) {
        Draft draft = new Draft(message, members);
        Append append = new Append(vertx, tables, clockMillis, draft, deadlineMillis);
        return calls.append(() -> turns.take(draft, append::run));
    }

    @Override
    public Future<InboxPage> inbox(UserId user, Optional<Cursor> after, int limit, long horizonMillis) {
        return calls.read(() -> inboxes.page(user, after, limit, horizonMillis));
    }

    @Override
    public Future<List<Message>> before(ConversationId conversation, long id, int limit) {
        return calls.read(() -> history.before(conversation, id, limit));
    }

    @Override
    public Future<List<Message>> from(ConversationId conversation, long id, int limit) {
        return calls.read(() -> history.from(conversation, id, limit));
    }

    @Override
    public Future<List<Message>> conversations(UserId user, long below, int limit) {
        return calls.read(() -> lists.newest(user, below, limit));
    }

    @Override
    public Future<Optional<MessageId>> highest() {
        return calls.read(tables.highWater()::highest);
    }

    @Override
    public Future<Integer> unread(ConversationId conversation, UserId reader, long from, long below, int most) {
        return calls.read(() -> history.unread(conversation, reader, from, below, most));
    }
}
