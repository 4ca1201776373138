package dev.parley.sessions;

import dev.parley.model.NodeId;
import dev.parley.model.UserId;
import io.vertx.core.Future;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;

/**
 * Who shows online, decided once for the whole cluster. A user shows online from the first visible session on, and until
 * somebody has looked whether one is left: some time after the last one went, so that who comes back has never been away.
 *
 * <p>Any number of presence nodes share a board. What one of them takes and then does not see through, another takes after
 * {@link #CLAIM}: users who are to be looked at, and changes that friends are to be told of. So a change may be told twice,
 * and is never told by nobody.
 *
 * <p>Methods return at once and may be called from any thread. All times are of the board's own clock. A board that cannot be
 * reached fails with a {@link dev.parley.model.Failure} of code {@code UNAVAILABLE}.
 */
public interface PresenceBoard {
    /** How long who has taken something may take to see it through. */
    Duration CLAIM = Duration.ofSeconds(10);

    /**
     * Shows users online who have a visible session, on a node.
     *
     * @param users at most 100
     * @param again whether their sessions were listed before and the directory lost them: then a board which has just lost
     *     everything, too, takes them up without news
     * @return a future completed with those who came: their friends are to be told
     */
    Future<Set<UserId>> arrived(Set<UserId> users, NodeId node, boolean again);

    /**
     * A visible session went: its user is to be looked at, unless one arrives before.
     *
     * @param activeAt when it was last active
     * @param after how long from now; a later call counts
     * @return a future completed with what has to be decided then, which the caller may do at once; absent when the user does
     *     not show online
     */
    Future<Optional<Due>> leaving(UserId user, Instant activeAt, Duration after);

    /**
     * Looks for nodes whose lease ran out: their users are to be looked at.
     *
     * @param after how long after it was found that a node is no more
     * @param found told of users of such nodes, some at a time, on any thread and perhaps more than once; they may have left
     *     before, or be on another node by now
     * @return a future completed when that is noted for all users of all such nodes
     */
    Future<Void> bury(Duration after, Consumer<Set<UserId>> found);

    /**
     * Takes what is due; nobody else gets it until {@link #CLAIM} has passed.
     *
     * @param most how many of each kind, from 100 to 1,000
     */
    Future<Taken> take(int most);

    /**
     * Decides about users that were taken. A user who has arrived or left since stays as they are.
     *
     * @param online those of them who have a visible session
     * @return a future completed with those who show offline from now on: their friends are to be told
     */
    Future<Set<UserId>> decide(List<Due> due, Set<UserId> online);

    /**
     * Notes that friends were told. A user who has changed since remains to be told of.
     *
     * @param online who was said to be online
     * @param offline who was said to be offline
     */
    Future<Void> told(Set<UserId> online, Set<UserId> offline);

    /**
     * Finds those of {@code users} who show online.
     *
     * @param users at most 1,000
     */
    Future<Set<UserId>> online(Set<UserId> users);
}
