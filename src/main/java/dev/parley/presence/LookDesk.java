package dev.parley.presence;

import dev.parley.bus.Bus;
import dev.parley.bus.FriendsService;
import dev.parley.bus.FriendsService.Watching;
import dev.parley.bus.PresenceService;
import dev.parley.bus.PresenceService.Look;
import dev.parley.bus.PresenceService.Status;
import dev.parley.bus.PresenceService.Statuses;
import dev.parley.model.Failure;
import dev.parley.model.FailureCode;
import dev.parley.model.UserId;
import dev.parley.sessions.PresenceBoard;
import io.vertx.core.Future;
import java.time.Instant;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** Says who is online, as far as the one who asks may know. */
final class LookDesk {
    private final Bus bus;
    private final PresenceBoard board;
    private final LastActive lastActive;

    LookDesk(Bus bus, PresenceBoard board, LastActive lastActive) {
        this.bus = bus;
        this.board = board;
        this.lastActive = lastActive;
    }

    Future<Statuses> look(Look look) {
        if (look.users().size() > PresenceService.MOST_LOOKED_AT) {
            return Future.failedFuture(Failure.of(FailureCode.INVALID, "too many users at once", "users"));
        }
        return visible(look)
                .compose(this::statuses)
                .map(known -> new Statuses(look.users().stream()
                        .map(user -> known.getOrDefault(user, hidden(user)))
                        .toList()));
    }

    /** Who is not visible shows as one who never was there. */
    private static Status hidden(UserId user) {
        return new Status(user, false, Optional.empty());
    }

    /** Everyone may see themselves. */
    private Future<Set<UserId>> visible(Look look) {
        Set<UserId> others = new HashSet<>(look.users());
        boolean oneself = others.remove(look.viewer());
        Future<Set<UserId>> asked = others.isEmpty()
                ? Future.succeededFuture(Set.of())
                : bus.request(FriendsService.VISIBLE, new Watching(look.viewer(), others))
                        .map(FriendsService.Users::users);
        return asked.map(seen -> {
            Set<UserId> visible = new HashSet<>(seen);
            visible.retainAll(others);
            if (oneself) {
                visible.add(look.viewer());
            }
            return visible;
        });
    }

    private Future<Map<UserId, Status>> statuses(Set<UserId> users) {
        Future<Set<UserId>> online = board.online(users);
        Future<Map<UserId, Instant>> times = lastActive.of(users);
        return Future.all(online, times).map(read -> {
            Map<UserId, Status> statuses = new HashMap<>();
            users.forEach(user -> statuses.put(
                    user,
                    new Status(
                            user,
                            online.result().contains(user),
                            Optional.ofNullable(times.result().get(user)))));
            return statuses;
        });
    }
}
