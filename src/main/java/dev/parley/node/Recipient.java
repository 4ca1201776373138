package dev.parley.node;

import dev.parley.bus.NodeService.Deliver;
import java.time.Instant;

/** One connected session, as the node sees it. Called on the context that attached it, but for {@link #lastHeard}. */
public interface Recipient {
    /** Why the node ends a session. */
    enum End {
        /** The same device connected again, here or elsewhere. */
        REPLACED,
        /** The device was signed out. */
        REVOKED
    }

    /** A message for the session's user. The session that sent it is to skip its own. */
    void deliver(Deliver delivery);

    /** The session is over: close it. */
    void end(End reason);

    /** When something was last heard of the client; called from any thread. */
    Instant lastHeard();
}
