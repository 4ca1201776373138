package dev.parley.store.rocks;

import dev.parley.model.Message;
import dev.parley.model.MessageId;
import dev.parley.store.MessageRecords.InboxEntry;
import dev.parley.store.MessageRecords.KnownRef;
import dev.parley.store.MessageRecords.LastActive;
import dev.parley.store.MessageRecords.Listed;
import dev.parley.store.MessageRecords.MarkAt;
import java.nio.ByteBuffer;
import java.util.List;
import java.util.Optional;
import org.rocksdb.RocksDBException;
import org.rocksdb.WriteBatch;

/** Adds records to a batch, as {@link GroupCommit} does with what is new. */
final class ArchiveWrites {
    private final Database database;

    ArchiveWrites(Database database) {
        this.database = database;
    }

    void messages(WriteBatch batch, List<Message> messages) throws RocksDBException {
        for (Message message : messages) {
            long id = message.id().value();
            byte[] key = Keys.message(Keys.conversation(message.conversation()), id);
            batch.put(database.handle(Family.MESSAGES), key, MessageCodec.encode(message));
            batch.merge(database.handle(Family.META), Database.HIGHEST, Keys.number(id));
        }
    }

    void refs(WriteBatch batch, List<KnownRef> refs) throws RocksDBException {
        for (KnownRef ref : refs) {
            byte[] conversation = Keys.conversation(ref.conversation());
            byte[] named = ByteBuffer.allocate(Long.BYTES + conversation.length)
                    .putLong(ref.id().value())
                    .put(conversation)
                    .array();
            batch.put(database.handle(Family.REFS), Keys.ref(ref.sender(), ref.ref()), named);
        }
    }

    void conversations(WriteBatch batch, List<Listed> listed) throws RocksDBException {
        for (Listed one : listed) {
            byte[] key = Keys.listing(one.user(), Keys.conversation(one.conversation()));
            batch.merge(
                    database.handle(Family.CONVERSATIONS),
                    key,
                    Keys.number(one.last().value()));
        }
    }

    void inboxes(WriteBatch batch, List<InboxEntry> entries) throws RocksDBException {
        for (InboxEntry entry : entries) {
            byte[] key = Keys.inbox(entry.user(), entry.id().value());
            batch.put(database.handle(Family.INBOX), key, Keys.conversation(entry.conversation()));
        }
    }

    void marks(WriteBatch batch, List<MarkAt> marks) throws RocksDBException {
        for (MarkAt at : marks) {
            for (Mark mark : Mark.values()) {
                Optional<MessageId> id = mark.of(at.marks());
                if (id.isPresent()) {
                    byte[] key = Keys.mark(Keys.conversation(at.conversation()), at.user(), mark.number());
                    batch.merge(
                            database.handle(Family.MARKS),
                            key,
                            Keys.number(id.get().value()));
                }
            }
        }
    }

    void active(WriteBatch batch, List<LastActive> active) throws RocksDBException {
        for (LastActive one : active) {
            byte[] key = Keys.number(one.user().value());
            batch.merge(
                    database.handle(Family.ACTIVE), key, Keys.number(one.at().toEpochMilli()));
        }
    }
}
