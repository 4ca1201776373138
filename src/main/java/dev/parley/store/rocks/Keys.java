package dev.parley.store.rocks;

import dev.parley.model.ConversationId;
import dev.parley.model.GroupId;
import dev.parley.model.UserId;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;

/** Puts keys together and takes them apart; {@link Family} says what they are. */
final class Keys {
    /** Sorts above every id: the open end of a range of ids. */
    static final long PAST_ALL_IDS = Long.MIN_VALUE;

    private static final byte DIRECT = 1;
    private static final byte GROUP = 2;
    private static final byte PERSONAL = 3;

    private Keys() {}

    static byte[] conversation(ConversationId id) {
        if (id instanceof ConversationId.Direct direct) {
            return ByteBuffer.allocate(1 + 2 * Long.BYTES)
                    .put(DIRECT)
                    .putLong(direct.low().value())
                    .putLong(direct.high().value())
                    .array();
        }
        if (id instanceof ConversationId.Group group) {
            return conversation(GROUP, group.group().value());
        }
        return conversation(PERSONAL, ((ConversationId.Personal) id).user().value());
    }

    private static byte[] conversation(byte kind, long id) {
        return ByteBuffer.allocate(1 + Long.BYTES).put(kind).putLong(id).array();
    }

    /** Reads a conversation's key from the rest of {@code bytes}. */
    static ConversationId conversation(ByteBuffer bytes) {
        byte kind = bytes.get();
        return switch (kind) {
            case DIRECT -> new ConversationId.Direct(new UserId(bytes.getLong()), new UserId(bytes.getLong()));
            case GROUP -> new ConversationId.Group(new GroupId(bytes.getLong()));
            case PERSONAL -> new ConversationId.Personal(new UserId(bytes.getLong()));
            default -> throw new IllegalStateException("no conversation key starts with " + kind);
        };
    }

    static byte[] message(byte[] conversation, long id) {
        return ByteBuffer.allocate(conversation.length + Long.BYTES)
                .put(conversation)
                .putLong(id)
                .array();
    }

    static byte[] inbox(UserId user, long id) {
        return ByteBuffer.allocate(2 * Long.BYTES)
                .putLong(user.value())
                .putLong(id)
                .array();
    }

    static byte[] ref(UserId sender, String ref) {
        byte[] text = ref.getBytes(StandardCharsets.UTF_8);
        return ByteBuffer.allocate(Long.BYTES + text.length)
                .putLong(sender.value())
                .put(text)
                .array();
    }

    /** The key of {@code conversation} in {@code user}'s list. */
    static byte[] listing(UserId user, byte[] conversation) {
        return ByteBuffer.allocate(Long.BYTES + conversation.length)
                .putLong(user.value())
                .put(conversation)
                .array();
    }

    /** The key of one of the marks that a user has in a conversation. */
    static byte[] mark(byte[] conversation, UserId user, byte which) {
        return ByteBuffer.allocate(conversation.length + Long.BYTES + 1)
                .put(conversation)
                .putLong(user.value())
                .put(which)
                .array();
    }

    static byte[] number(long value) {
        return ByteBuffer.allocate(Long.BYTES).putLong(value).array();
    }

    /** The number at the end of a key or in a value. */
    static long lastNumber(byte[] bytes) {
        return ByteBuffer.wrap(bytes).getLong(bytes.length - Long.BYTES);
    }
}
