package dev.parley.presence;

import dev.parley.bus.Bus;
import dev.parley.bus.NodeService;
import dev.parley.bus.NodeService.Deliveries;
import dev.parley.bus.NodeService.News;
import dev.parley.model.NodeId;
import dev.parley.model.UserId;
import dev.parley.sessions.PresenceBoard;
import dev.parley.sessions.SessionDirectory;
import io.vertx.core.Future;
import java.time.Instant;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Tells friends who are online who came and who went: one bus message a node for all that changed in a while. What is told of
 * a user is what the board says last, so that of two presence nodes neither tells what is no longer so. Used on one context.
 */
final class Announcements {
    private static final Logger LOG = LoggerFactory.getLogger(Announcements.class);
    private static final int AT_ONCE = 500;
    private static final int MOST_LOCATED = 1_000;

    private final Home home;
    private final Bus bus;
    private final SessionDirectory directory;
    private final PresenceBoard board;
    private final LastActive lastActive;
    private final Changes changes;
    private final Audiences audiences;

    Announcements(
            Home home,
            Bus bus,
            SessionDirectory directory,
            PresenceBoard board,
            LastActive lastActive,
            Changes changes) {
        this.home = home;
        this.bus = bus;
        this.directory = directory;
        this.board = board;
        this.lastActive = lastActive;
        this.changes = changes;
        this.audiences = new Audiences(bus);
    }

    /** Tells all that waits and was not told of in the last round. */
    Future<Void> tell() {
        changes.beginRound();
        return tellSome();
    }

    private Future<Void> tellSome() {
        Map<UserId, Optional<Instant>> some = changes.take(AT_ONCE);
        return some.isEmpty()
                ? Future.succeededFuture()
                : home.here(tell(some))
                        .onFailure(cause -> changes.putBack(some))
                        .compose(told -> tellSome());
    }

    private Future<Void> tell(Map<UserId, Optional<Instant>> some) {
        return audiences.of(some.keySet()).compose(readers -> {
            Map<UserId, Optional<Instant>> untold = new HashMap<>(some);
            untold.keySet().removeAll(readers.keySet());
            changes.putBack(untold);
            return locate(readers).compose(located -> times(some).compose(times -> send(readers, located, times)));
        });
    }

    /** Most friends are offline, and the board tells so at less cost than the directory. */
    private Future<Map<UserId, Set<NodeId>>> locate(Map<UserId, Set<UserId>> readers) {
        List<UserId> all =
                readers.values().stream().flatMap(Set::stream).distinct().toList();
        Map<UserId, Set<NodeId>> located = new HashMap<>();
        Future<Void> done = Future.succeededFuture();
        for (int start = 0; start < all.size(); start += MOST_LOCATED) {
            Set<UserId> batch = Set.copyOf(all.subList(start, Math.min(start + MOST_LOCATED, all.size())));
            done = done.compose(before -> board.online(batch))
                    .compose(directory::locate)
                    .onSuccess(located::putAll)
                    .mapEmpty();
        }
        return done.map(located);
    }

    /** When those were active of whom nobody said it. */
    private Future<Map<UserId, Instant>> times(Map<UserId, Optional<Instant>> some) {
        Map<UserId, Instant> known = new HashMap<>();
        some.forEach((user, time) -> time.ifPresent(at -> known.put(user, at)));
        Set<UserId> others = new HashSet<>(some.keySet());
        others.removeAll(known.keySet());
        return lastActive.of(others).map(found -> {
            known.putAll(found);
            return known;
        });
    }

    private Future<Void> send(
            Map<UserId, Set<UserId>> readers, Map<UserId, Set<NodeId>> located, Map<UserId, Instant> times) {
        return board.online(readers.keySet()).compose(online -> {
            Parcels parcels = new Parcels(located);
            readers.forEach((user, friends) -> parcels.add(
                    new News.Presence(user, online.contains(user), Optional.ofNullable(times.get(user))), friends));
            parcels.send(this::send);
            Set<UserId> offline = new HashSet<>(readers.keySet());
            offline.removeAll(online);
            return board.told(online, offline);
        });
    }

    /** Whoever does not hear of it asks when it matters. */
    private void send(NodeId node, Deliveries deliveries) {
        bus.request(NodeService.DELIVER_MANY.at(node), deliveries)
                .onFailure(cause -> LOG.debug("Presence did not reach node {}: {}", node, cause.getMessage()));
    }
}
