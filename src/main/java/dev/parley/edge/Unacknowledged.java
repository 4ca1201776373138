package dev.parley.edge;

import dev.parley.bus.PushService;
import dev.parley.bus.PushService.Order;
import dev.parley.model.ConversationId;
import dev.parley.model.Message;
import dev.parley.model.MessageId;
import dev.parley.model.UserId;
import java.util.HashMap;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * What others wrote, was sent to a client, and is not acknowledged by it as yet. Bounded: of a client that acknowledges nothing
 * for long, the oldest are forgotten. For one thread.
 *
 * <p>What is not acknowledged in time is pushed to the user's devices, for a socket may be dead without anybody knowing. It is
 * queued well before that, for this node may die, and most is acknowledged sooner. What a client catches up on is not: that
 * was pushed when it was new.
 *
 * <p>What a session in the background gets is queued at once: such a session does not show, so nobody would look after it if
 * this node died.
 */
final class Unacknowledged {
    static final int MOST = 4_096;

    private static final long NEW_MILLIS = 30_000;

    private final UserId user;
    private final boolean background;
    private final Escalations escalations;
    private final Map<MessageId, Sent> sent = new LinkedHashMap<>(0);
    /** One for all messages that are alike: who has been away long gets thousands, of a few conversations. */
    private final Map<Sent, Sent> kinds = new HashMap<>(0);

    private boolean closed;

    Unacknowledged(UserId user, boolean background, Escalations escalations) {
        this.user = user;
        this.background = background;
        this.escalations = escalations;
    }

    /** @param awaited whether it is to be pushed unless it is acknowledged */
    record Sent(ConversationId conversation, UserId from, boolean awaited) {}

    /** A message is sent, or is about to be. */
    void sent(Message message) {
        if (message.from().equals(user) || message.conversation() instanceof ConversationId.Personal) {
            return;
        }
        boolean awaited = message.kind() == Message.Kind.TEXT && isNew(message);
        if (sent.putIfAbsent(message.id(), shared(new Sent(message.conversation(), message.from(), awaited))) != null) {
            return;
        }
        if (sent.size() > MOST) {
            Iterator<MessageId> oldest = sent.keySet().iterator();
            oldest.next();
            oldest.remove();
        }
        if (awaited) {
            await(message.id());
        }
    }

    private Sent shared(Sent kind) {
        if (kinds.size() >= MOST) {
            kinds.clear();
        }
        Sent known = kinds.putIfAbsent(kind, kind);
        return known == null ? kind : known;
    }

    private void await(MessageId id) {
        if (background || closed) {
            escalate(id);
        } else {
            escalations.await(this, id);
        }
    }

    private static boolean isNew(Message message) {
        return MessageId.timeMillis(message.id().value()) > System.currentTimeMillis() - NEW_MILLIS;
    }

    /** Takes a message off the list, and says what it was; nothing for an id that is not on it. */
    Optional<Sent> acknowledge(MessageId id) {
        Sent acknowledged = sent.remove(id);
        if (sent.isEmpty()) {
            kinds.clear();
        }
        return Optional.ofNullable(acknowledged);
    }

    /** The client is gone: what it did not acknowledge is pushed, unless another device does so in time. */
    void close() {
        closed = true;
        List.copyOf(sent.keySet()).forEach(this::escalate);
    }

    /** Has a message pushed that is not acknowledged; once. */
    void escalate(MessageId id) {
        Sent left = sent.get(id);
        if (left != null && left.awaited()) {
            sent.put(id, new Sent(left.conversation(), left.from(), false));
            escalations.add(
                    new Order(id, left.conversation(), left.from(), Set.of(user), PushService.ACKNOWLEDGED_WITHIN));
        }
    }
}
