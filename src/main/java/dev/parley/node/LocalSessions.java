package dev.parley.node;

import dev.parley.model.SessionId;
import io.vertx.core.Future;

/** The sessions that are connected to this node. */
public interface LocalSessions {
    /**
     * Has a session reached by what is sent to its user on this node, and lists it in the session directory, in this order. Once the future is
     * completed, every message accepted from then on reaches {@code recipient}. Call it on the session's context.
     *
     * @param session a new id, see {@link #newSessionId}
     * @param visible whether it shows its user online
     * @return a future completed with the way out, or failed when the session could not be listed
     */
    Future<Attachment> attach(SessionId session, Identity identity, boolean visible, Recipient recipient);

    /**
     * The same for one that only waits for something to happen, such as a long poll: it replaces no session of its device
     * and is replaced by none, any number of them may listen at once. It is ended with {@code REVOKED} like a session.
     *
     * @param session a new id, see {@link #newSessionId}
     * @return a future completed with the way out, or failed when the listener could not be listed
     */
    Future<Attachment> listen(SessionId session, Identity identity, Recipient recipient);

    /** A session id that was never used. */
    SessionId newSessionId();

    /** How an attached session leaves. */
    @FunctionalInterface
    interface Attachment {
        /**
         * Has nothing more reach the session and takes it off the list; doing it again does nothing.
         *
         * @return a future completed when both are done, or were tried
         */
        Future<Void> detach();
    }
}
