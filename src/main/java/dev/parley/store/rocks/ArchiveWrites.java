package dev.parley.store.rocks;

import dev.parley.model.Message;
import dev.parley.store.MessageRecords.InboxEntry;
import dev.parley.store.MessageRecords.KnownRef;
import dev.parley.store.MessageRecords.Listed;
import java.nio.ByteBuffer;
import java.util.List;
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
}
