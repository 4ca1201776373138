package dev.parley.edge;

import dev.parley.model.Message;
import dev.parley.model.MessageId;
import java.util.Collection;
import java.util.TreeMap;

/** Live messages that wait until a catch-up is through, by id, bounded in size. */
final class HeldMessages {
    /** The most text that is held, in UTF-16 units. */
    static final int LIMIT_CHARS = 2 * 1024 * 1024;
    /** What a message counts beside its text. */
    private static final int OVERHEAD_CHARS = 256;

    private final TreeMap<MessageId, Message> messages = new TreeMap<>();
    private long chars;

    /** Holds a message; false when there is no room for it. */
    boolean add(Message message) {
        if (messages.putIfAbsent(message.id(), message) == null) {
            chars += size(message);
        }
        return chars <= LIMIT_CHARS;
    }

    /** Lets go of a message that came another way. */
    void drop(MessageId id) {
        Message message = messages.remove(id);
        if (message != null) {
            chars -= size(message);
        }
    }

    /** Lets go of the messages above {@code id}. */
    void dropAbove(long id) {
        while (!messages.isEmpty() && messages.lastKey().value() > id) {
            drop(messages.lastKey());
        }
    }

    /** What is held, in id order. */
    Collection<Message> inOrder() {
        return messages.values();
    }

    private static long size(Message message) {
        return (long) OVERHEAD_CHARS + message.text().length();
    }
}
