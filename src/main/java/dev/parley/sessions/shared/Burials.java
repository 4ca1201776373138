package dev.parley.sessions.shared;

import dev.parley.model.UserId;
import dev.parley.sessions.PresenceBoard;
import dev.parley.sessions.shared.NodeWatch.Dead;
import dev.parley.sessions.shared.Standings.Step;
import io.vertx.core.Future;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import java.util.function.Consumer;
import java.util.function.LongSupplier;

/** Has the users of dead nodes looked at: finds them by reading the whole board, and changes a few at a time. */
final class Burials {
    private static final int AT_ONCE = 500;

    private final Standings standings;
    private final NodeWatch nodes;
    private final LongSupplier wallMillis;

    Burials(Standings standings, NodeWatch nodes, LongSupplier wallMillis) {
        this.standings = standings;
        this.nodes = nodes;
        this.wallMillis = wallMillis;
    }

    Future<Void> bury(Duration after, Consumer<Set<UserId>> found) {
        return nodes.claimDead(after).compose(all -> {
            Future<Void> done = Future.succeededFuture();
            for (Dead dead : all) {
                done = done.compose(before -> standings.on(dead.node()))
                        .compose(users -> note(dead, users, found))
                        .compose(noted -> nodes.buried(dead));
            }
            return done;
        });
    }

    private Future<Void> note(Dead dead, List<UserId> users, Consumer<Set<UserId>> found) {
        Future<Void> done = Future.succeededFuture();
        for (int start = 0; start < users.size(); start += AT_ONCE) {
            List<UserId> batch = users.subList(start, Math.min(start + AT_ONCE, users.size()));
            found.accept(Set.copyOf(batch));
            done = done.compose(before -> Future.all(
                            batch.stream().map(user -> note(dead, user)).toList())
                    .mapEmpty());
        }
        return done;
    }

    /** The reminder may come too early, but not later than one that was there. */
    private Future<Void> note(Dead dead, UserId user) {
        long remindAt = Math.min(dead.lookAt(), wallMillis.getAsLong() + PresenceBoard.CLAIM.toMillis());
        return standings.update(
                user, remindAt, standing -> new Step<>(standing.without(dead.node(), dead.lookAt()), null));
    }
}
