package dev.parley.edge;

import dev.parley.model.ConversationId;
import dev.parley.model.Message;
import dev.parley.model.MessageId;
import dev.parley.model.UserId;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/**
 * What others wrote, was sent to a client, and is not acknowledged by it as yet: of which conversation each id is. Bounded:
 * of a client that acknowledges nothing for long, the oldest are forgotten. For one thread.
 */
final class Unacknowledged {
    static final int MOST = 4_096;

    private final UserId user;
    private final Map<MessageId, ConversationId> sent = new LinkedHashMap<>(0);

    Unacknowledged(UserId user) {
        this.user = user;
    }

    void sent(Message message) {
        if (message.from().equals(user) || message.conversation() instanceof ConversationId.Personal) {
            return;
        }
        sent.put(message.id(), message.conversation());
        if (sent.size() > MOST) {
            Iterator<MessageId> oldest = sent.keySet().iterator();
            oldest.next();
            oldest.remove();
        }
    }

    /** Takes a message off the list, and says of which conversation it is; nothing for an id that is not on it. */
    Optional<ConversationId> acknowledge(MessageId id) {
        return Optional.ofNullable(sent.remove(id));
    }
}
