package dev.parley.store.rocks;

import dev.parley.model.ConversationId;
import dev.parley.model.Message;
import dev.parley.model.MessageId;
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
}
