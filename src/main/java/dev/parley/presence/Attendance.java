package dev.parley.presence;

import dev.parley.bus.PresenceService.Disconnect;
import dev.parley.bus.PresenceService.Listing;
import dev.parley.model.NodeId;
import dev.parley.model.UserId;
import dev.parley.sessions.Due;
import dev.parley.sessions.PresenceBoard;
import io.vertx.core.Future;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Puts on the board who comes and who goes. Used on one context. */
final class Attendance {
    private static final Logger LOG = LoggerFactory.getLogger(Attendance.class);
    private static final int AT_ONCE = 100;
    private static final int MOST_TRIES = 4;
    private static final int MOST_WAITING = 10_000;
    private static final Duration RETRY_AFTER = Duration.ofSeconds(2);

    private final Home home;
    private final PresenceBoard board;
    private final Departures departures;
    private final Changes changes;
    private final Pace pace;
    private int waiting;

    Attendance(Home home, PresenceBoard board, Departures departures, Changes changes, Pace pace) {
        this.home = home;
        this.board = board;
        this.departures = departures;
        this.changes = changes;
        this.pace = pace;
    }

    /** @param again whether the directory lost them before */
    private record Arrivals(Set<UserId> users, NodeId node, boolean again) {}

    /**
     * Sessions were listed.
     *
     * @return a future completed when that is on the board; it does not fail, for nobody's messages are to wait for the board,
     *     but is tried again in the background
     */
    Future<Void> came(List<Listing> listed, boolean again) {
        Map<NodeId, Set<UserId>> byNode = listed.stream()
                .filter(Listing::visible)
                .collect(Collectors.groupingBy(Listing::node, Collectors.mapping(Listing::user, Collectors.toSet())));
        List<Future<Void>> all = new ArrayList<>();
        byNode.forEach((node, users) ->
                batches(users).forEach(batch -> all.add(arrive(new Arrivals(batch, node, again), MOST_TRIES))));
        return Future.join(all).mapEmpty();
    }

    /**
     * A session was taken off the list.
     *
     * @return a future completed when that is on the board, and for who has signed out, when it is decided
     */
    Future<Void> left(Disconnect leaving) {
        Listing session = leaving.session();
        if (!session.visible()) {
            return Future.succeededFuture();
        }
        return leaving.signedOut()
                ? board.leaving(session.user(), leaving.activeAt(), PresenceBoard.CLAIM)
                        .compose(this::decide)
                : board.leaving(session.user(), leaving.activeAt(), pace.offlineAfter())
                        .mapEmpty();
    }

    /** What fails here is due for another presence node soon. */
    private Future<Void> decide(Optional<Due> due) {
        return due.map(one -> departures.decide(List.of(one)).otherwiseEmpty()).orElseGet(Future::succeededFuture);
    }

    private Future<Void> arrive(Arrivals arrivals, int tries) {
        return home.here(board.arrived(arrivals.users(), arrivals.node(), arrivals.again()))
                .onSuccess(news -> news.forEach(user -> changes.add(user, Optional.of(home.now()))))
                .onFailure(cause -> arriveLater(arrivals, tries - 1))
                .<Void>mapEmpty()
                .otherwiseEmpty();
    }

    private void arriveLater(Arrivals arrivals, int tries) {
        if (tries == 0 || waiting >= MOST_WAITING) {
            LOG.warn(
                    "{} users may not show online: the board does not answer",
                    arrivals.users().size());
            return;
        }
        waiting++;
        home.in(RETRY_AFTER, () -> {
            waiting--;
            arrive(arrivals, tries);
        });
    }

    private static List<Set<UserId>> batches(Set<UserId> users) {
        List<UserId> all = List.copyOf(users);
        List<Set<UserId>> batches = new ArrayList<>();
        for (int start = 0; start < all.size(); start += AT_ONCE) {
            batches.add(Set.copyOf(all.subList(start, Math.min(start + AT_ONCE, all.size()))));
        }
        return batches;
    }
}
