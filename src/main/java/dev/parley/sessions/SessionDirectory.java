package dev.parley.sessions;

import dev.parley.model.NodeId;
import dev.parley.model.NodeNumber;
import dev.parley.model.UserId;
import io.vertx.core.Future;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * Knows who is connected where, and which nodes live.
 *
 * <p>A node's lease vouches for all its sessions: a listing counts only while the lease of its node holds, so a killed
 * node's sessions vanish with it. Methods return at once and may be called from any thread. A directory that cannot be
 * reached fails with a {@link dev.parley.model.Failure} of code {@code UNAVAILABLE}.
 */
public interface SessionDirectory {
    /**
     * Takes out or renews the lease of a node, and with it the number that its ids carry.
     *
     * @param held the number that the node holds; absent when it has none
     * @param duration how long the lease holds from now
     * @return a future completed with the lease. A node whose lease ran out gets a new one, perhaps with another number
     */
    Future<NodeLease> renew(NodeId node, Optional<NodeNumber> held, Duration duration);

    /**
     * Ends a lease: the node's listings are void at once. Its number is given to no one else for a while.
     *
     * @return a future completed when it is ended
     */
    Future<Void> release(NodeId node, NodeNumber number);

    /**
     * Lists a session. An earlier session of the same device is taken off the list; a listener, which has no device,
     * leaves all others on it.
     *
     * @return a future completed with the sessions that were taken off
     */
    Future<List<ListedSession>> connect(ListedSession session);

    /**
     * Lists a session that was listed before and that the directory lost. A session of the same device which a live node
     * has listed since stays, and this one is not listed.
     *
     * @return a future completed with {@code session} when it was not listed, and with sessions of its device that were
     *     taken off
     */
    Future<List<ListedSession>> restore(ListedSession session);

    /**
     * Takes a session off the list, if it is on it.
     *
     * @return a future completed when it is off
     */
    Future<Void> disconnect(ListedSession session);

    /**
     * Finds the live nodes of users.
     *
     * @return a future completed with the nodes of every user that has any
     */
    Future<Map<UserId, Set<NodeId>>> locate(Set<UserId> users);

    /**
     * Finds those of {@code users} who have a visible session on a live node.
     *
     * @return a future completed with them
     */
    Future<Set<UserId>> visible(Set<UserId> users);

    /**
     * Says whether the directory can be used.
     *
     * @return a future completed when it can
     */
    Future<Void> check();
}
