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
    /** Messages that are in memory at once, as they are stored. */
    private static final int AT_ONCE = 64;

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
        byte[] from = Keys.inbox(user, run.cursor().read() + 1);
        byte[] end = Keys.inbox(user, Keys.PAST_ALL_IDS);
        try (Scan entries = database.scan(Family.INBOX, from, end, Scan.Direction.UP)) {
            for (List<byte[]> keys = next(entries, size); !keys.isEmpty(); keys = next(entries, size)) {
                IdentityHashMap<byte[], byte[]> encoded = load(keys);
                for (byte[] key : keys) {
                    if (size.isFull()) {
                        return new InboxPage(messages, run.continued(last(messages)), true);
                    }
                    messages.add(read(key, encoded.get(key), size));
                }
            }
        }
        return new InboxPage(messages, run.finished(), false);
    }

    /**
     * The keys of the next messages: as many as are loaded at once, or one more than the page has room for, which says that
     * there is more.
     */
    private static List<byte[]> next(Scan entries, PageSize size) throws RocksDBException {
        List<byte[]> keys = new ArrayList<>();
        int most = Math.min(AT_ONCE, size.left() + 1);
        while (keys.size() < most && entries.next()) {
            keys.add(Keys.message(entries.value(), Keys.lastNumber(entries.key())));
        }
        return keys;
    }

    /** In the order of keys, for there a conversation's messages lie side by side. */
    private IdentityHashMap<byte[], byte[]> load(List<byte[]> keys) throws RocksDBException {
        List<byte[]> inOrder = new ArrayList<>(keys);
        inOrder.sort(Arrays::compareUnsigned);
        IdentityHashMap<byte[], byte[]> encoded = new IdentityHashMap<>();
        try (Lookups messages = database.lookups(Family.MESSAGES)) {
            for (byte[] key : inOrder) {
                encoded.put(key, messages.get(key));
            }
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
