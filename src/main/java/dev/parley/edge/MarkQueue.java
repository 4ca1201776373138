package dev.parley.edge;

import dev.parley.bus.Bus;
import dev.parley.bus.RouterService;
import dev.parley.bus.RouterService.Mark;
import dev.parley.model.ConversationId;
import dev.parley.model.FailureCode;
import dev.parley.model.MessageId;
import dev.parley.model.SessionId;
import dev.parley.model.UserId;
import io.vertx.core.Future;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

/**
 * Gathers how far a session's user has got and read, and passes it on once a second: one mark for each conversation, the
 * furthest. A mark that could not be passed on goes with the next ones. For one thread.
 */
final class MarkQueue {
    static final long PAUSE_MILLIS = 1_000;
    /** The most conversations that wait; marks in others are left out, and come with later messages. */
    private static final int MOST = 1_000;

    private static final Set<FailureCode> PASSING = Set.of(FailureCode.UNAVAILABLE, FailureCode.TIMEOUT);

    private final Bus bus;
    private final TimerWheel wheel;
    private final UserId user;
    private final SessionId session;
    private final Map<ConversationId, Furthest> waiting = new LinkedHashMap<>(0);
    private boolean due;
    private boolean closed;

    MarkQueue(Bus bus, TimerWheel wheel, UserId user, SessionId session) {
        this.bus = bus;
        this.wheel = wheel;
        this.user = user;
        this.session = session;
    }

    private record Furthest(Optional<MessageId> delivered, Optional<MessageId> read) {
        Furthest and(Furthest other) {
            return new Furthest(larger(delivered, other.delivered), larger(read, other.read));
        }

        private static Optional<MessageId> larger(Optional<MessageId> one, Optional<MessageId> other) {
            return Stream.of(one, other).flatMap(Optional::stream).max(MessageId::compareTo);
        }
    }

    void delivered(ConversationId conversation, MessageId id) {
        add(conversation, new Furthest(Optional.of(id), Optional.empty()));
    }

    void read(ConversationId conversation, MessageId id) {
        add(conversation, new Furthest(Optional.empty(), Optional.of(id)));
    }

    /** Passes on what waits, at once, and takes no more. */
    void close() {
        flush();
        closed = true;
    }

    private void flush() {
        List<Map.Entry<ConversationId, Furthest>> marks = List.copyOf(waiting.entrySet());
        waiting.clear();
        marks.forEach(mark -> pass(mark.getKey(), mark.getValue()));
    }

    private void add(ConversationId conversation, Furthest mark) {
        if (!closed && (waiting.size() < MOST || waiting.containsKey(conversation))) {
            waiting.merge(conversation, mark, Furthest::and);
            schedule();
        }
    }

    private void schedule() {
        if (!due) {
            due = true;
            wheel.in(PAUSE_MILLIS, () -> {
                due = false;
                flush();
            });
        }
    }

    private void pass(ConversationId conversation, Furthest mark) {
        Future<?> passed = bus.request(
                RouterService.MARK, new Mark(user, conversation, mark.delivered(), mark.read(), Optional.of(session)));
        passed.onFailure(cause -> {
            if (PASSING.contains(Failures.of(cause).code())) {
                add(conversation, mark);
            }
        });
    }
}
