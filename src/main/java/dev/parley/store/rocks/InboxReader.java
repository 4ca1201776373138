package dev.parley.store.rocks;

import dev.parley.model.Cursor;
import dev.parley.model.Message;
import dev.parley.model.MessageId;
import dev.parley.model.UserId;
import dev.parley.store.InboxPage;
import dev.parley.store.InboxRun;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Optional;
import org.rocksdb.RocksDBException;

/** Reads inboxes. Blocks. */
final class InboxReader {
    private final Database database;
    private final WritingFloor floor;

    InboxReader(Database database, WritingFloor floor) {
        this.database = database;
        this.floor = floor;
    }

    /** The cursor of someone who has everything that can no longer change. */
    Cursor now(long horizonMillis) {
        return Cursor.at(floor.cap(horizonMillis));
    }

    InboxPage page(UserId user, Cursor after, int limit, long horizonMillis) throws RocksDBException {
        InboxRun run = InboxRun.of(after, floor.cap(horizonMillis));
        List<Message> messages = new ArrayList<>();
        PageSize size = new PageSize(limit);
        List<byte[]> keys = keys(user, run.cursor().read() + 1, limit + 1);
        try (Lookups lookups = database.lookups(Family.MESSAGES)) {
            IdentityHashMap<byte[], byte[]> ahead = readAhead(keys, limit, lookups);
            for (byte[] key : keys) {
                if (size.isFull()) {
                    return new InboxPage(messages, run.continued(last(messages)), true);
                }
                byte[] encoded = ahead.get(key);
                messages.add(read(key, encoded == null ? lookups.get(key) : encoded, size));
            }
        }
        return new InboxPage(messages, run.finished(), false);
    }

    /** The keys of a user's next messages: one more than the page has room for says that there is more. */
    private List<byte[]> keys(UserId user, long fromId, int most) throws RocksDBException {
        List<byte[]> keys = new ArrayList<>();
        byte[] from = Keys.inbox(user, fromId);
        byte[] end = Keys.inbox(user, Keys.PAST_ALL_IDS);
        try (Scan entries = database.scan(Family.INBOX, from, end, Scan.Direction.UP)) {
            while (keys.size() < most && entries.next()) {
                keys.add(Keys.message(entries.value(), Keys.lastNumber(entries.key())));
            }
        }
        return keys;
    }

    /**
     * Messages of a page in the order of their keys, for there a conversation's lie side by side, until they are as many bytes
     * as a page. Where texts are long that leaves some out.
     */
    private static IdentityHashMap<byte[], byte[]> readAhead(List<byte[]> keys, int limit, Lookups lookups)
            throws RocksDBException {
        List<byte[]> inOrder = new ArrayList<>(keys.subList(0, Math.min(limit, keys.size())));
        inOrder.sort(Arrays::compareUnsigned);
        IdentityHashMap<byte[], byte[]> encoded = new IdentityHashMap<>(inOrder.size());
        PageSize size = new PageSize(limit);
        for (byte[] key : inOrder) {
            if (size.isFull()) {
                break;
            }
            byte[] message = lookups.get(key);
            size.count(message);
            encoded.put(key, message);
        }
        return encoded;
    }

    private static long last(List<Message> messages) {
        return messages.get(messages.size() - 1).id().value();
    }

    private Message read(byte[] key, byte[] encoded, PageSize size) throws RocksDBException {
        size.count(encoded);
        MessageId id = new MessageId(Keys.lastNumber(key));
        Message message = MessageCodec.decode(id, Keys.conversation(ByteBuffer.wrap(key)), encoded);
        return message.kind() == Message.Kind.EDIT ? shown(message, size) : message;
    }

    private Message shown(Message edit, PageSize size) throws RocksDBException {
        long target = edit.target().orElse(0L);
        byte[] conversation = Keys.conversation(edit.conversation());
        Optional<byte[]> edited = database.get(Family.MESSAGES, Keys.message(conversation, target));
        if (edited.isEmpty()) {
            return edit;
        }
        size.weigh(edited.get());
        return edit.showing(MessageCodec.decode(new MessageId(target), edit.conversation(), edited.get()));
    }
}
