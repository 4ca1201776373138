package dev.parley.presence;

import dev.parley.bus.Bus;
import dev.parley.bus.PersistenceService;
import dev.parley.bus.PersistenceService.Sync;
import dev.parley.bus.PushService;
import dev.parley.bus.PushService.Order;
import dev.parley.bus.PushService.Queue;
import dev.parley.model.Cursor;
import dev.parley.model.Failure;
import dev.parley.model.Message;
import dev.parley.model.MessageId;
import dev.parley.model.UserId;
import dev.parley.sessions.PresenceBoard;
import dev.parley.sessions.SessionDirectory;
import io.vertx.core.Future;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Map.Entry;
import java.util.Optional;
import java.util.Set;

/**
 * Has pushes queued for what a node handed to sockets before it died: nobody else knew which of it was acknowledged. Their
 * inboxes say what that was, so the living node keeps nothing for this. Whoever is connected by now is left out, for that
 * connection brings it and is watched. What was acknowledged is found out before it is sent. Used on one context.
 */
final class Unheard {
    /** By then nobody believes any more that the node lives; clients had its lease's time to come back. */
    static final Duration AFTER = Duration.ofSeconds(1);

    /** Longer than a lease, the time to acknowledge and a restart together. */
    private static final Duration BEFORE = Duration.ofMinutes(1);

    private static final int AT_ONCE = 64;
    private static final int MOST_WAITING = 100_000;

    private final Home home;
    private final Bus bus;
    private final SessionDirectory directory;
    private final PresenceBoard board;
    private final Map<UserId, Instant> waiting = new LinkedHashMap<>();

    Unheard(Home home, Bus bus, SessionDirectory directory, PresenceBoard board) {
        this.home = home;
        this.bus = bus;
        this.directory = directory;
        this.board = board;
    }

    /** They were on a node that was found dead just now. */
    void found(Set<UserId> users) {
        Instant now = home.now();
        users.stream().limit(MOST_WAITING - waiting.size()).forEach(user -> waiting.putIfAbsent(user, now));
    }

    /** Sees to all whose time has come. Who could not be seen to waits for the next round. */
    Future<Void> tell() {
        Map<UserId, Instant> some = takeDue();
        return some.isEmpty()
                ? Future.succeededFuture()
                : home.here(tell(some)).onFailure(cause -> putBack(some)).compose(told -> tell());
    }

    private void putBack(Map<UserId, Instant> some) {
        some.forEach(waiting::putIfAbsent);
    }

    private Map<UserId, Instant> takeDue() {
        Instant due = home.now().minus(AFTER);
        Map<UserId, Instant> some = new LinkedHashMap<>();
        waiting.entrySet().stream()
                .filter(entry -> !entry.getValue().isAfter(due))
                .limit(AT_ONCE)
                .forEach(entry -> some.put(entry.getKey(), entry.getValue()));
        waiting.keySet().removeAll(some.keySet());
        return some;
    }

    /** Who left the node long before it died does not show online any more. */
    private Future<Void> tell(Map<UserId, Instant> some) {
        return board.online(some.keySet())
                .compose(shown -> directory.locate(shown).compose(located -> {
                    List<Future<?>> all = new ArrayList<>();
                    some.entrySet().stream()
                            .filter(entry -> shown.contains(entry.getKey()) && !located.containsKey(entry.getKey()))
                            .forEach(entry -> all.add(tell(entry)));
                    return Future.join(all).mapEmpty();
                }));
    }

    private Future<?> tell(Entry<UserId, Instant> lost) {
        Cursor since =
                Cursor.at(MessageId.lastBefore(lost.getValue().minus(BEFORE).toEpochMilli()));
        return bus.request(
                        PersistenceService.SYNC, new Sync(lost.getKey(), Optional.of(since), PushService.MOST_ORDERS))
                .compose(page -> queue(orders(lost.getKey(), page.messages())))
                .recover(cause ->
                        cause instanceof Failure failure && !failure.code().retryable()
                                ? Future.succeededFuture()
                                : Future.failedFuture(cause));
    }

    private Future<?> queue(List<Order> orders) {
        return orders.isEmpty() ? Future.succeededFuture() : bus.request(PushService.QUEUE, new Queue(orders));
    }

    private static List<Order> orders(UserId user, List<Message> messages) {
        return messages.stream()
                .map(message -> Order.of(message, Set.of(user), PushService.ACKNOWLEDGED_WITHIN))
                .flatMap(Optional::stream)
                .toList();
    }
}
