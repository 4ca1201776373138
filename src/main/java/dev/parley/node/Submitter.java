package dev.parley.node;

import dev.parley.model.SessionId;
import io.vertx.core.Future;
import java.util.Optional;

/** Gives drafts their ids and sees them through the router. */
@FunctionalInterface
public interface Submitter {
    /**
     * Submits a draft, and again with the same id while the outcome is unknown, for about ten seconds in all.
     *
     * <p>Drafts of one sender in one conversation are to be submitted one after the other: the order of ids is the order of
     * calls, but only waiting for the answer keeps a retried one from being overtaken.
     *
     * @param origin the session that sends it and gets no copy; absent for REST
     * @return a future completed when the message is durable, or failed with a {@link dev.parley.model.Failure}
     */
    Future<Accepted> submit(Draft draft, Optional<SessionId> origin);
}
