package dev.parley.sessions;

import io.vertx.core.Future;
import java.util.List;

/**
 * Keeps word of revoked sign-ins for nodes that the bus did not reach. What the account store holds is the truth: this may
 * forget, and is there when that store is not.
 *
 * <p>Methods return at once and may be called from any thread. News that cannot be reached fail with a
 * {@link dev.parley.model.Failure} of code {@code UNAVAILABLE}.
 */
public interface RevocationNews {
    /** The mark of a node that knows nothing yet. */
    long BEGINNING = 0;

    /**
     * Keeps word for as long as a token of the sign-ins may live. The same sign-in may be told again.
     *
     * @return a future completed when it is kept
     */
    Future<Void> tell(List<RevokedSignIn> revoked);

    /**
     * Reads what was told since a mark, by whichever node, and some of what was told shortly before it.
     *
     * @param mark {@link #BEGINNING}, or one that came with an earlier answer
     * @return a future completed with news, in the order they were told; a long list ends early, and its mark goes on from there
     */
    Future<Told> since(long mark);

    /** @param mark where to go on */
    record Told(List<RevokedSignIn> revoked, long mark) {}
}
