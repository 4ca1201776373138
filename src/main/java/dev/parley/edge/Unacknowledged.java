package dev.parley.edge;

import dev.parley.bus.PushService;
import dev.parley.bus.PushService.Order;
import dev.parley.model.ConversationId;
import dev.parley.model.Message;
import dev.parley.model.MessageId;
import dev.parley.model.UserId;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * What others wrote, was sent to a client, and is not acknowledged by it as yet: of which conversation each id is. Bounded:
 * of a client that acknowledges nothing for long, the oldest are forgotten. For one thread.
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
    private static final long QUEUED_AFTER_MILLIS = 2_000;

    private final UserId user;
    private final boolean background;
    private final TimerWheel wheel;
    private final Escalations escalations;
    private final Map<MessageId, ConversationId> sent = new LinkedHashMap<>(0);
    private final Deque<Pending> pending = new ArrayDeque<>(1);
    private boolean watching;
    private boolean closed;

    Unacknowledged(UserId user, boolean background, TimerWheel wheel, Escalations escalations) {
        this.user = user;
        this.background = background;
        this.wheel = wheel;
        this.escalations = escalations;
    }

    /** @param due when it is queued, by the wheel's time */
    private record Pending(MessageId message, UserId from, long due) {}

    /** A message is sent, or is about to be. */
    void sent(Message message) {
        if (message.from().equals(user)
                || message.conversation() instanceof ConversationId.Personal
                || sent.putIfAbsent(message.id(), message.conversation()) != null) {
            return;
        }
        if (sent.size() > MOST) {
            Iterator<MessageId> oldest = sent.keySet().iterator();
            oldest.next();
            oldest.remove();
        }
        if (message.kind() == Message.Kind.TEXT && isNew(message)) {
            await(new Pending(message.id(), message.from(), wheel.now() + QUEUED_AFTER_MILLIS));
        }
    }

    private void await(Pending next) {
        if (background) {
            escalate(next);
        } else {
            pending.add(next);
            watch();
        }
    }

    private static boolean isNew(Message message) {
        return MessageId.timeMillis(message.id().value()) > System.currentTimeMillis() - NEW_MILLIS;
    }

    /** Takes a message off the list, and says of which conversation it is; nothing for an id that is not on it. */
    Optional<ConversationId> acknowledge(MessageId id) {
        return Optional.ofNullable(sent.remove(id));
    }

    /** The client is gone: what it did not acknowledge is pushed, unless another device does so in time. */
    void close() {
        closed = true;
        pending.forEach(this::escalate);
        pending.clear();
    }

    private void watch() {
        if (!watching && !closed && !pending.isEmpty()) {
            watching = true;
            wheel.in(pending.element().due() - wheel.now(), this::look);
        }
    }

    private void look() {
        watching = false;
        while (!pending.isEmpty() && pending.element().due() <= wheel.now()) {
            escalate(pending.remove());
        }
        watch();
    }

    private void escalate(Pending left) {
        Optional.ofNullable(sent.get(left.message()))
                .map(conversation -> new Order(
                        left.message(), conversation, left.from(), Set.of(user), PushService.ACKNOWLEDGED_WITHIN))
                .ifPresent(escalations::add);
    }
}
