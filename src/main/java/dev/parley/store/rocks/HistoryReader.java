package dev.parley.store.rocks;

import dev.parley.model.ConversationId;
import dev.parley.model.Message;
import dev.parley.model.MessageId;
import dev.parley.model.UserId;
import dev.parley.store.MessageStore;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;
import org.rocksdb.RocksDBException;

/** Reads the log of a conversation. Blocks. */
final class HistoryReader {
    private final Database database;

    HistoryReader(Database database) {
        this.database = database;
    }

    List<Message> before(ConversationId conversation, long id, int limit) throws RocksDBException {
        return read(conversation, 0, Math.max(0, id), Scan.Direction.DOWN, limit);
    }

    List<Message> from(ConversationId conversation, long id, int limit) throws RocksDBException {
        return read(conversation, Math.max(0, id), Keys.PAST_ALL_IDS, Scan.Direction.UP, limit);
    }

    private List<Message> read(ConversationId conversation, long from, long to, Scan.Direction direction, int limit)
            throws RocksDBException {
        byte[] key = Keys.conversation(conversation);
        List<Message> messages = new ArrayList<>();
        PageSize size = new PageSize(limit);
        try (Scan log = database.scan(Family.MESSAGES, Keys.message(key, from), Keys.message(key, to), direction)) {
            while (!size.isFull() && log.next()) {
                byte[] encoded = log.value();
                size.count(encoded);
                messages.add(MessageCodec.decode(new MessageId(Keys.lastNumber(log.key())), conversation, encoded));
            }
        }
        return messages;
    }

    /** Counts by the heads of the messages, the newest first. */
    int unread(ConversationId conversation, UserId reader, long from, long below, int most) throws RocksDBException {
        byte[] key = Keys.conversation(conversation);
        byte[] first = Keys.message(key, Math.max(0, from));
        byte[] end = Keys.message(key, Math.max(0, below));
        ByteBuffer head = ByteBuffer.allocate(MessageCodec.HEAD);
        int count = 0;
        try (Scan log = database.scan(Family.MESSAGES, first, end, Scan.Direction.DOWN)) {
            for (int seen = 0; count < most && seen < MessageStore.MOST_LOOKED_AT && log.next(); seen++) {
                log.head(head);
                count += MessageCodec.isTextOfAnother(head, reader) ? 1 : 0;
            }
        }
        return count;
    }
}
