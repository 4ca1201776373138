package dev.parley.store.rocks;

import dev.parley.model.ConversationId;
import dev.parley.model.Message;
import dev.parley.model.MessageId;
import dev.parley.model.UserId;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Writes a message as bytes: version, kind, sender, the id it answers or zero, mentions, ref, text. Its id and
 * conversation are in its key. Lists and texts have their length before them, four bytes.
 */
final class MessageCodec {
    private static final byte VERSION = 1;
    private static final int FIXED = 2 + 2 * Long.BYTES + 3 * Integer.BYTES;

    private MessageCodec() {}

    static byte[] encode(Message message) {
        byte[] ref = message.ref().getBytes(StandardCharsets.UTF_8);
        byte[] text = message.text().getBytes(StandardCharsets.UTF_8);
        int mentions = message.mentions().size();
        ByteBuffer bytes = ByteBuffer.allocate(FIXED + mentions * Long.BYTES + ref.length + text.length)
                .put(VERSION)
                .put((byte) message.kind().number())
                .putLong(message.from().value())
                .putLong(message.replyTo().map(MessageId::value).orElse(0L))
                .putInt(mentions);
        message.mentions().forEach(user -> bytes.putLong(user.value()));
        return bytes.putInt(ref.length).put(ref).putInt(text.length).put(text).array();
    }

    /** @throws IllegalStateException when a later version wrote it */
    static Message decode(MessageId id, ConversationId conversation, byte[] encoded) {
        ByteBuffer bytes = ByteBuffer.wrap(encoded);
        byte version = bytes.get();
        if (version != VERSION) {
            throw new IllegalStateException("message " + id + " is written in version " + version);
        }
        Message.Kind kind = Message.Kind.of(bytes.get());
        UserId from = new UserId(bytes.getLong());
        long replyTo = bytes.getLong();
        List<UserId> mentions = users(bytes);
        Optional<MessageId> answered = replyTo == 0 ? Optional.empty() : Optional.of(new MessageId(replyTo));
        return new Message(id, conversation, from, kind, text(bytes), text(bytes), answered, mentions);
    }

    private static List<UserId> users(ByteBuffer bytes) {
        int count = bytes.getInt();
        List<UserId> users = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            users.add(new UserId(bytes.getLong()));
        }
        return users;
    }

    private static String text(ByteBuffer bytes) {
        byte[] text = new byte[bytes.getInt()];
        bytes.get(text);
        return new String(text, StandardCharsets.UTF_8);
    }
}
