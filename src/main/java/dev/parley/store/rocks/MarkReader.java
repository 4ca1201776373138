package dev.parley.store.rocks;

import dev.parley.model.ConversationId;
import dev.parley.model.MessageId;
import dev.parley.model.UserId;
import dev.parley.store.MarkStore;
import dev.parley.store.Marks;
import java.nio.ByteBuffer;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.rocksdb.RocksDBException;

/** Reads marks. Blocks. */
final class MarkReader {
    private final Database database;

    MarkReader(Database database) {
        this.database = database;
    }

    Map<UserId, Marks> of(ConversationId conversation) throws RocksDBException {
        byte[] key = Keys.conversation(conversation);
        byte[] end = Keys.message(key, Keys.PAST_ALL_IDS);
        Map<UserId, Marks> marks = new HashMap<>();
        try (Scan scan = database.scan(Family.MARKS, key, end, Scan.Direction.UP)) {
            while (scan.next()) {
                ByteBuffer rest = ByteBuffer.wrap(scan.key(), key.length, Long.BYTES + 1);
                UserId user = new UserId(rest.getLong());
                if (marks.size() == MarkStore.MOST_USERS && !marks.containsKey(user)) {
                    break;
                }
                Marks others = marks.getOrDefault(user, Marks.NONE);
                marks.put(user, Mark.of(rest.get()).in(others, new MessageId(Keys.lastNumber(scan.value()))));
            }
        }
        return marks;
    }

    Map<ConversationId, MessageId> read(UserId user, Set<ConversationId> conversations) throws RocksDBException {
        Map<ConversationId, MessageId> read = new HashMap<>();
        for (ConversationId conversation : conversations) {
            byte[] key = Keys.mark(Keys.conversation(conversation), user, Mark.READ.number());
            database.get(Family.MARKS, key).ifPresent(id -> read.put(conversation, new MessageId(Keys.lastNumber(id))));
        }
        return read;
    }

    Map<UserId, Instant> lastActive(Set<UserId> users) throws RocksDBException {
        Map<UserId, Instant> seen = new HashMap<>();
        for (UserId user : users) {
            Optional<byte[]> millis = database.get(Family.ACTIVE, Keys.number(user.value()));
            millis.ifPresent(at -> seen.put(user, Instant.ofEpochMilli(Keys.lastNumber(at))));
        }
        return seen;
    }
}
