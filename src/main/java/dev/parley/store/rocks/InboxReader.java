package dev.parley.store.rocks;

import dev.parley.model.ConversationId;
import dev.parley.model.Cursor;
import dev.parley.model.Message;
import dev.parley.model.MessageId;
import dev.parley.model.UserId;
import dev.parley.store.InboxPage;
import dev.parley.store.InboxRun;
import java.nio.ByteBuffer;
import java.util.ArrayList;
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
        byte[] from = Keys.inbox(user, run.cursor().read() + 1);
        byte[] end = Keys.inbox(user, Keys.PAST_ALL_IDS);
        try (Scan entries = database.scan(Family.INBOX, from, end, Scan.Direction.UP)) {
            while (entries.next()) {
                if (size.isFull()) {
                    return new InboxPage(messages, run.continued(last(messages)), true);
                }
                messages.add(load(Keys.lastNumber(entries.key()), entries.value(), size));
            }
        }
        return new InboxPage(messages, run.finished(), false);
    }

    private static long last(List<Message> messages) {
        return messages.get(messages.size() - 1).id().value();
    }

    private Message load(long id, byte[] conversation, PageSize size) throws RocksDBException {
        byte[] encoded = database.message(conversation, id);
        size.count(encoded);
        ConversationId conversationId = Keys.conversation(ByteBuffer.wrap(conversation));
        Message message = MessageCodec.decode(new MessageId(id), conversationId, encoded);
        return message.kind() == Message.Kind.EDIT ? shown(message, conversation, size) : message;
    }

    private Message shown(Message edit, byte[] conversation, PageSize size) throws RocksDBException {
        long target = edit.target().orElse(0L);
        Optional<byte[]> edited = database.get(Family.MESSAGES, Keys.message(conversation, target));
        if (edited.isEmpty()) {
            return edit;
        }
        size.weigh(edited.get());
        return edit.showing(MessageCodec.decode(new MessageId(target), edit.conversation(), edited.get()));
    }
}
