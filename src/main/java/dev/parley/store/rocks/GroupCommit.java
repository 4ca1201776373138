package dev.parley.store.rocks;

import dev.parley.model.ConversationId;
import dev.parley.model.Message;
import dev.parley.model.MessageId;
import dev.parley.model.UserId;
import dev.parley.store.AppendOutcome;
import java.nio.ByteBuffer;
import java.util.Comparator;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import org.rocksdb.RocksDBException;
import org.rocksdb.WriteBatch;

/** Appends that become durable together, with one synced write. For the writer's thread. */
final class GroupCommit implements AutoCloseable {
    private final Database database;
    private final long nowMillis;
    private final WriteBatch batch = new WriteBatch();
    /** What this group adds to the refs: the database does not show it yet. */
    private final Map<Ref, Stored> added = new HashMap<>();

    private record Ref(UserId sender, String text) {}

    private record Stored(MessageId id, ConversationId conversation) {}

    GroupCommit(Database database, long nowMillis) {
        this.database = database;
        this.nowMillis = nowMillis;
    }

    /** Looks whether the sender's ref already names a message, this one or another. To be asked before {@link #add}. */
    Optional<AppendOutcome> known(PendingAppend append) throws RocksDBException {
        Message message = append.message();
        return find(new Ref(message.from(), message.ref())).map(stored -> sameOrOther(message, stored));
    }

    /** Adds an append whose ref is not known, unless it is too late; it ends so once {@link #write} succeeds. */
    AppendOutcome add(PendingAppend append) throws RocksDBException {
        if (append.isTooLate(nowMillis)) {
            return new AppendOutcome.TooLate();
        }
        stage(append);
        return new AppendOutcome.Stored();
    }

    private Optional<Stored> find(Ref ref) throws RocksDBException {
        Stored here = added.get(ref);
        if (here != null) {
            return Optional.of(here);
        }
        return database.get(Family.REFS, Keys.ref(ref.sender(), ref.text())).map(GroupCommit::readRef);
    }

    private static Stored readRef(byte[] value) {
        ByteBuffer bytes = ByteBuffer.wrap(value);
        return new Stored(new MessageId(bytes.getLong()), Keys.conversation(bytes));
    }

    private static AppendOutcome sameOrOther(Message message, Stored stored) {
        return stored.id().equals(message.id())
                ? new AppendOutcome.Stored()
                : new AppendOutcome.Known(stored.id(), stored.conversation());
    }

    private void stage(PendingAppend append) throws RocksDBException {
        Message message = append.message();
        byte[] conversation = append.conversation();
        long id = message.id().value();
        byte[] idBytes = Keys.number(id);
        put(Family.MESSAGES, Keys.message(conversation, id), append.encoded());
        put(
                Family.REFS,
                Keys.ref(message.from(), message.ref()),
                ByteBuffer.allocate(Long.BYTES + conversation.length)
                        .put(idBytes)
                        .put(conversation)
                        .array());
        for (UserId member : append.members()) {
            put(Family.INBOX, Keys.inbox(member, id), conversation);
            keepLarger(Family.CONVERSATIONS, Keys.listing(member, conversation), idBytes);
        }
        added.put(new Ref(message.from(), message.ref()), new Stored(message.id(), message.conversation()));
    }

    private void put(Family family, byte[] key, byte[] value) throws RocksDBException {
        batch.put(database.handle(family), key, value);
    }

    private void keepLarger(Family family, byte[] key, byte[] number) throws RocksDBException {
        batch.merge(database.handle(family), key, number);
    }

    /** Returns when everything that was added is durable and visible. */
    void write() throws RocksDBException {
        Optional<MessageId> highest = added.values().stream().map(Stored::id).max(Comparator.naturalOrder());
        if (highest.isPresent()) {
            keepLarger(Family.META, Database.HIGHEST, Keys.number(highest.get().value()));
            database.write(batch);
        }
    }

    @Override
    public void close() {
        batch.close();
    }
}
