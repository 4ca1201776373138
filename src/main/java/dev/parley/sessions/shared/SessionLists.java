package dev.parley.sessions.shared;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import dev.parley.model.Failure;
import dev.parley.model.FailureCode;
import dev.parley.model.NodeId;
import dev.parley.model.UserId;
import dev.parley.sessions.ListedSession;
import dev.parley.sessions.shared.SharedMap.Change;
import io.vertx.core.Future;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** The sessions by user. Whoever writes a user's list also takes the sessions of dead nodes off it. */
final class SessionLists {
    private static final int MOST_SESSIONS = 256;
    private static final int MOST_REMEMBERED = 100_000;

    private final SharedMap lists;
    private final Leases leases;
    /** What was made of the text that was read last: mostly it is the same again. */
    private final Cache<UserId, Read> remembered =
            Caffeine.newBuilder().maximumSize(MOST_REMEMBERED).build();

    private record Read(Optional<String> text, SessionList list) {}

    SessionLists(SharedMap lists, Leases leases) {
        this.lists = lists;
        this.leases = leases;
    }

    Future<List<ListedSession>> connect(ListedSession session) {
        return update(session.user(), (list, dead) -> {
            List<ListedSession> replaced = list.rivals(session);
            return listed(withoutDead(list, dead, session).without(replaced::contains), session, replaced);
        });
    }

    Future<List<ListedSession>> restore(ListedSession session) {
        return update(session.user(), (list, dead) -> {
            SessionList kept = withoutDead(list, dead, session);
            return kept.rivals(session).isEmpty()
                    ? listed(kept, session, list.rivals(session))
                    : new Change<>(kept.without(session::equals).write(), List.of(session));
        });
    }

    Future<Void> disconnect(ListedSession session) {
        return lists.update(key(session.user()), text -> {
            SessionList list = SessionList.read(session.user(), text);
            boolean known = list.sessions().contains(session);
            Optional<String> next = known ? list.without(session::equals).write() : text;
            return Future.succeededFuture(new Change<Void>(next, null));
        });
    }

    Future<SessionList> read(UserId user) {
        return AtOnce.map(lists.look(key(user)), text -> read(user, text));
    }

    private SessionList read(UserId user, Optional<String> text) {
        Read known = remembered.getIfPresent(user);
        if (known != null && known.text().equals(text)) {
            return known.list();
        }
        SessionList list = SessionList.read(user, text);
        remembered.put(user, new Read(text, list));
        return list;
    }

    /** Takes the sessions of dead nodes off one user's list. */
    Future<Void> clean(UserId user) {
        return update(user, (list, dead) -> {
            SessionList kept = list.without(listed -> dead.contains(listed.node()));
            return new Change<Void>(kept.write(), null);
        });
    }

    private <R> Future<R> update(UserId user, Decision<R> decision) {
        return lists.update(key(user), text -> {
            SessionList list = SessionList.read(user, text);
            return leases.dead(list.nodes()).map(dead -> decision.make(list, dead));
        });
    }

    private static SessionList withoutDead(SessionList list, Set<NodeId> dead, ListedSession living) {
        return list.without(
                listed -> dead.contains(listed.node()) && !listed.node().equals(living.node()));
    }

    private static Change<List<ListedSession>> listed(
            SessionList list, ListedSession session, List<ListedSession> takenOff) {
        if (list.sessions().size() >= MOST_SESSIONS) {
            throw Failure.of(FailureCode.RATE_LIMITED, "the user has " + MOST_SESSIONS + " sessions");
        }
        return new Change<>(list.with(session).write(), takenOff);
    }

    private static String key(UserId user) {
        return user.toString();
    }

    private interface Decision<R> {
        Change<R> make(SessionList list, Set<NodeId> dead);
    }
}
