package dev.parley.presence;

import dev.parley.bus.PersistenceService.Seen;
import dev.parley.model.UserId;
import dev.parley.sessions.Due;
import dev.parley.sessions.PresenceBoard;
import dev.parley.sessions.SessionDirectory;
import dev.parley.sessions.Taken;
import io.vertx.core.Future;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/** Decides who has gone, and takes up what other presence nodes began and did not see through. Used on one context. */
final class Departures {
    private static final int AT_ONCE = 500;

    private final SessionDirectory directory;
    private final PresenceBoard board;
    private final LastActive lastActive;
    private final Changes changes;

    Departures(SessionDirectory directory, PresenceBoard board, LastActive lastActive, Changes changes) {
        this.directory = directory;
        this.board = board;
        this.lastActive = lastActive;
        this.changes = changes;
    }

    /** Takes what is due and sees it through, until there is no more. */
    Future<Void> sweep() {
        return board.take(AT_ONCE).compose(taken -> {
            taken.untold().forEach(user -> changes.add(user, Optional.empty()));
            return decide(taken.due()).compose(decided -> goOn(taken));
        });
    }

    /** Decides about users by whether they have a session left. */
    Future<Void> decide(List<Due> due) {
        if (due.isEmpty()) {
            return Future.succeededFuture();
        }
        Set<UserId> users = due.stream().map(Due::user).collect(Collectors.toSet());
        return directory
                .visible(users)
                .compose(online -> board.decide(due, online))
                .onSuccess(gone -> tell(due, gone))
                .mapEmpty();
    }

    private Future<Void> goOn(Taken taken) {
        return taken.more() ? sweep() : Future.succeededFuture();
    }

    private void tell(List<Due> due, Set<UserId> gone) {
        List<Due> all = due.stream().filter(one -> gone.contains(one.user())).toList();
        all.forEach(one -> changes.add(one.user(), one.activeAt()));
        lastActive.note(all.stream()
                .flatMap(one -> one.activeAt().map(at -> new Seen(one.user(), at)).stream())
                .toList());
    }
}
