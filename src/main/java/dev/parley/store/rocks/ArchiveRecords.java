package dev.parley.store.rocks;

import dev.parley.model.ConversationId;
import dev.parley.model.Message;
import dev.parley.model.MessageId;
import dev.parley.model.UserId;
import dev.parley.store.Marks;
import dev.parley.store.MessageRecords.InboxEntry;
import dev.parley.store.MessageRecords.KnownRef;
import dev.parley.store.MessageRecords.LastActive;
import dev.parley.store.MessageRecords.Listed;
import dev.parley.store.MessageRecords.MarkAt;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.time.Instant;

/** Makes records of keys and values; {@link Family} says what they are. */
final class ArchiveRecords {
    private ArchiveRecords() {}

    static Message message(byte[] key, byte[] value) {
        ByteBuffer bytes = ByteBuffer.wrap(key);
        ConversationId conversation = Keys.conversation(bytes);
        return MessageCodec.decode(new MessageId(bytes.getLong()), conversation, value);
    }

    static KnownRef ref(byte[] key, byte[] value) {
        ByteBuffer sender = ByteBuffer.wrap(key);
        ByteBuffer named = ByteBuffer.wrap(value);
        return new KnownRef(
                new UserId(sender.getLong()),
                StandardCharsets.UTF_8.decode(sender).toString(),
                new MessageId(named.getLong()),
                Keys.conversation(named));
    }

    static Listed listed(byte[] key, byte[] value) {
        ByteBuffer bytes = ByteBuffer.wrap(key);
        UserId user = new UserId(bytes.getLong());
        return new Listed(user, Keys.conversation(bytes), new MessageId(Keys.lastNumber(value)));
    }

    static InboxEntry entry(byte[] key, byte[] value) {
        ByteBuffer bytes = ByteBuffer.wrap(key);
        UserId user = new UserId(bytes.getLong());
        return new InboxEntry(user, new MessageId(bytes.getLong()), Keys.conversation(ByteBuffer.wrap(value)));
    }

    static MarkAt mark(byte[] key, byte[] value) {
        ByteBuffer bytes = ByteBuffer.wrap(key);
        ConversationId conversation = Keys.conversation(bytes);
        UserId user = new UserId(bytes.getLong());
        Mark which = Mark.of(bytes.get());
        return new MarkAt(user, conversation, which.in(Marks.NONE, new MessageId(Keys.lastNumber(value))));
    }

    static LastActive active(byte[] key, byte[] value) {
        return new LastActive(new UserId(Keys.lastNumber(key)), Instant.ofEpochMilli(Keys.lastNumber(value)));
    }
}
