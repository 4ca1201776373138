package dev.parley.store.rocks;

import dev.parley.model.ConversationId;
import dev.parley.model.Message;
import dev.parley.model.MessageId;
import dev.parley.model.UserId;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.PriorityQueue;
import org.rocksdb.RocksDBException;

/** Lists a user's conversations, the newest first. Blocks. */
final class ConversationReader {
    private final Database database;

    ConversationReader(Database database) {
        this.database = database;
    }

    private record Last(long id, ConversationId conversation) {}

    List<Message> newest(UserId user, long below, int limit) throws RocksDBException {
        List<Message> messages = new ArrayList<>();
        PageSize size = new PageSize(limit);
        for (Last last : newestFirst(user, below, limit)) {
            if (size.isFull()) {
                break;
            }
            byte[] encoded = database.message(Keys.conversation(last.conversation()), last.id());
            size.count(encoded);
            messages.add(MessageCodec.decode(new MessageId(last.id()), last.conversation(), encoded));
        }
        return messages;
    }

    private List<Last> newestFirst(UserId user, long below, int limit) throws RocksDBException {
        PriorityQueue<Last> newest = new PriorityQueue<>(Comparator.comparingLong(Last::id));
        byte[] from = Keys.number(user.value());
        byte[] to = Keys.number(user.value() + 1);
        try (Scan list = database.scan(Family.CONVERSATIONS, from, to, Scan.Direction.UP)) {
            while (list.next()) {
                long id = Keys.lastNumber(list.value());
                if (id < below
                        && (newest.size() < limit || id > newest.element().id())) {
                    newest.add(new Last(id, conversation(list.key())));
                }
                if (newest.size() > limit) {
                    newest.remove();
                }
            }
        }
        return newest.stream()
                .sorted(Comparator.comparingLong(Last::id).reversed())
                .toList();
    }

    private static ConversationId conversation(byte[] listingKey) {
        return Keys.conversation(ByteBuffer.wrap(listingKey, Long.BYTES, listingKey.length - Long.BYTES));
    }
}
