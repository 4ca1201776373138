package dev.parley.store.rocks;

import dev.parley.model.Annotations;
import dev.parley.model.ConversationId;
import dev.parley.model.Message;
import dev.parley.model.MessageId;
import dev.parley.model.UserId;
import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Writes a message as bytes. First the head, of one size: version, kind, sender, the id it answers, its target, the entry
 * that amended it, each zero where there is none, and the length of the text; then mentions, ref, text. Where there are
 * annotations they come last, and are passed over by releases that know of none: names and values in turn. Its id and
 * conversation are in its key. Lists, the ref, names and values have their length before them, four bytes.
 *
 * <p>Version 1 has neither target nor amendment, and the length right before the text.
 */
final class MessageCodec {
    /** How long the head is. */
    static final int HEAD = 2 + 4 * Long.BYTES + Integer.BYTES;

    private static final byte FIRST_VERSION = 1;
    private static final byte VERSION = 2;
    private static final byte[] NOTHING = {};
    private static final int KIND = 1;
    private static final int SENDER = 2;
    private static final int AMENDED_BY = SENDER + 3 * Long.BYTES;
    private static final int TEXT_LENGTH = AMENDED_BY + Long.BYTES;

    private MessageCodec() {}

    static byte[] encode(Message message) {
        byte[] ref = message.ref().getBytes(StandardCharsets.UTF_8);
        byte[] text = message.text().getBytes(StandardCharsets.UTF_8);
        int mentions = message.mentions().size();
        byte[] annotations = annotations(message.annotations());
        ByteBuffer bytes = ByteBuffer.allocate(HEAD
                        + 2 * Integer.BYTES
                        + mentions * Long.BYTES
                        + ref.length
                        + text.length
                        + annotations.length)
                .put(VERSION)
                .put((byte) message.kind().number())
                .putLong(message.from().value())
                .putLong(orZero(message.replyTo()))
                .putLong(message.target().orElse(0L))
                .putLong(orZero(message.amendedBy()))
                .putInt(text.length)
                .putInt(mentions);
        message.mentions().forEach(user -> bytes.putLong(user.value()));
        return bytes.putInt(ref.length).put(ref).put(text).put(annotations).array();
    }

    private static byte[] annotations(Annotations annotations) {
        if (annotations.isEmpty()) {
            return NOTHING;
        }
        ByteArrayOutputStream all = new ByteArrayOutputStream();
        annotations.values().forEach((name, value) -> {
            all.writeBytes(withLength(name));
            all.writeBytes(withLength(value));
        });
        return all.toByteArray();
    }

    private static byte[] withLength(String text) {
        byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
        return ByteBuffer.allocate(Integer.BYTES + bytes.length)
                .putInt(bytes.length)
                .put(bytes)
                .array();
    }

    /** @throws IllegalStateException when a later version wrote it */
    static Message decode(MessageId id, ConversationId conversation, byte[] encoded) {
        ByteBuffer bytes = ByteBuffer.wrap(encoded);
        byte version = bytes.get();
        return switch (version) {
            case FIRST_VERSION -> decodeFirst(id, conversation, bytes);
            case VERSION -> decode(id, conversation, bytes);
            default -> throw new IllegalStateException("message " + id + " is written in version " + version);
        };
    }

    /** Whether this is a text of somebody else that is not deleted, by the head alone. */
    static boolean isTextOfAnother(ByteBuffer head, UserId reader) {
        boolean deleted =
                head.get(0) != FIRST_VERSION && head.getLong(AMENDED_BY) != 0 && head.getInt(TEXT_LENGTH) == 0;
        return head.get(KIND) == Message.Kind.TEXT.number() && head.getLong(SENDER) != reader.value() && !deleted;
    }

    private static Message decode(MessageId id, ConversationId conversation, ByteBuffer bytes) {
        Message.Kind kind = Message.Kind.of(bytes.get());
        UserId from = new UserId(bytes.getLong());
        Optional<MessageId> replyTo = id(bytes.getLong());
        long target = bytes.getLong();
        Optional<MessageId> amendedBy = id(bytes.getLong());
        int textLength = bytes.getInt();
        List<UserId> mentions = users(bytes);
        String ref = text(bytes, bytes.getInt());
        String text = text(bytes, textLength);
        Optional<Long> about = target == 0 ? Optional.empty() : Optional.of(target);
        return new Message(
                id, conversation, from, kind, ref, text, replyTo, mentions, about, amendedBy, annotations(bytes));
    }

    private static Message decodeFirst(MessageId id, ConversationId conversation, ByteBuffer bytes) {
        Message.Kind kind = Message.Kind.of(bytes.get());
        UserId from = new UserId(bytes.getLong());
        Optional<MessageId> replyTo = id(bytes.getLong());
        List<UserId> mentions = users(bytes);
        String ref = text(bytes, bytes.getInt());
        return new Message(id, conversation, from, kind, ref, text(bytes, bytes.getInt()), replyTo, mentions);
    }

    private static long orZero(Optional<MessageId> id) {
        return id.map(MessageId::value).orElse(0L);
    }

    private static Optional<MessageId> id(long value) {
        return value == 0 ? Optional.empty() : Optional.of(new MessageId(value));
    }

    private static List<UserId> users(ByteBuffer bytes) {
        int count = bytes.getInt();
        List<UserId> users = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            users.add(new UserId(bytes.getLong()));
        }
        return users;
    }

    /** What is left is annotations. */
    private static Annotations annotations(ByteBuffer bytes) {
        if (!bytes.hasRemaining()) {
            return Annotations.NONE;
        }
        Map<String, String> values = new HashMap<>();
        while (bytes.hasRemaining()) {
            values.put(text(bytes, bytes.getInt()), text(bytes, bytes.getInt()));
        }
        return new Annotations(values);
    }

    private static String text(ByteBuffer bytes, int length) {
        byte[] text = new byte[length];
        bytes.get(text);
        return new String(text, StandardCharsets.UTF_8);
    }
}
