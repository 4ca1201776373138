package dev.parley.edge;

import dev.parley.bus.Bus;
import dev.parley.bus.RouterService;
import dev.parley.bus.RouterService.Mark;
import dev.parley.bus.RouterService.Marks;
import dev.parley.bus.RouterService.Received;
import dev.parley.model.ConversationId;
import dev.parley.model.FailureCode;
import dev.parley.model.MessageId;
import dev.parley.model.SessionId;
import dev.parley.model.UserId;
import io.vertx.core.Future;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;

/**
 * Gathers how far the users of one event loop's sessions have got and read, and passes it on a second after the first word of
 * a conversation: all of its marks together, for each session the furthest. What could not be passed on goes with the next
 * ones. For one thread.
 */
final class MarkQueue {
    static final long PAUSE_MILLIS = 1_000;
    /** The most marks that wait; others are left out, and come with later messages. */
    private static final int MOST = 50_000;

    private static final Set<FailureCode> PASSING = Set.of(FailureCode.UNAVAILABLE, FailureCode.TIMEOUT);

    private final Bus bus;
    private final TimerWheel wheel;
    private final Map<ConversationId, Map<Marker, Mark>> waiting = new HashMap<>();
    private int marks;

    MarkQueue(Bus bus, TimerWheel wheel) {
        this.bus = bus;
        this.wheel = wheel;
    }

    /** Who marks, and where. */
    record Marker(UserId user, SessionId session) {}

    void delivered(Marker marker, ConversationId conversation, Received message) {
        add(marker, conversation, Optional.of(message), Optional.empty());
    }

    void read(Marker marker, ConversationId conversation, MessageId id) {
        add(marker, conversation, Optional.empty(), Optional.of(id));
    }

    /**
     * Passes on all that waits, at once.
     *
     * @return a future completed when that was tried
     */
    Future<?> flush() {
        return Future.join(
                List.copyOf(waiting.keySet()).stream().map(this::pass).toList());
    }

    private void add(
            Marker marker, ConversationId conversation, Optional<Received> delivered, Optional<MessageId> read) {
        add(conversation, new Mark(marker.user(), delivered, read, Optional.of(marker.session())));
    }

    private void add(ConversationId conversation, Mark mark) {
        Marker marker = new Marker(mark.user(), mark.origin().orElseThrow());
        Map<Marker, Mark> together = waiting.get(conversation);
        boolean known = together != null && together.containsKey(marker);
        if (!known && marks == MOST) {
            return;
        }
        if (together == null) {
            together = new LinkedHashMap<>();
            waiting.put(conversation, together);
            wheel.in(PAUSE_MILLIS, () -> pass(conversation));
        }
        together.merge(marker, mark, MarkQueue::furthest);
        marks += known ? 0 : 1;
    }

    private static Mark furthest(Mark one, Mark other) {
        return new Mark(
                one.user(),
                larger(one.delivered(), other.delivered(), Received::id),
                larger(one.read(), other.read(), id -> id),
                one.origin());
    }

    private static <T> Optional<T> larger(Optional<T> one, Optional<T> other, Function<T, MessageId> id) {
        boolean isOther =
                one.isEmpty() || (other.isPresent() && id.apply(other.get()).compareTo(id.apply(one.get())) > 0);
        return isOther ? other : one;
    }

    private Future<?> pass(ConversationId conversation) {
        Map<Marker, Mark> together = waiting.remove(conversation);
        if (together == null) {
            return Future.succeededFuture();
        }
        marks -= together.size();
        Collection<Mark> all = together.values();
        return bus.request(RouterService.MARK, new Marks(conversation, new ArrayList<>(all)))
                .onFailure(cause -> {
                    if (PASSING.contains(Failures.of(cause).code())) {
                        all.forEach(mark -> add(conversation, mark));
                    }
                });
    }
}
