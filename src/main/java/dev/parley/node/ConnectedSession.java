package dev.parley.node;

import dev.parley.bus.NodeService.Deliver;
import dev.parley.bus.PresenceService.Listing;
import dev.parley.bus.Steps;
import io.vertx.core.internal.ContextInternal;
import java.time.Instant;
import java.util.concurrent.atomic.AtomicBoolean;

/** One session on this node: who it is, and how to reach it on its own context. May be ended from any thread. */
final class ConnectedSession {
    private final Listing listing;
    private final Identity identity;
    private final Recipient recipient;
    private final ContextInternal context;
    private final AtomicBoolean over = new AtomicBoolean();
    private volatile boolean signedOut;

    /** @param context where {@code recipient} lives */
    ConnectedSession(Listing listing, Identity identity, Recipient recipient, ContextInternal context) {
        this.listing = listing;
        this.identity = identity;
        this.recipient = recipient;
        this.context = context;
    }

    Listing listing() {
        return listing;
    }

    Identity identity() {
        return identity;
    }

    /** Whether it was ended because its device was signed out. */
    boolean signedOut() {
        return signedOut;
    }

    Instant lastHeard() {
        return recipient.lastHeard();
    }

    /** Ends the session from this side, unless it is over. */
    void end(Recipient.End reason) {
        if (over.compareAndSet(false, true)) {
            signedOut = reason == Recipient.End.REVOKED;
            context.runOnContext(now -> recipient.end(reason));
        }
    }

    /** The session leaves: nothing reaches it any more. */
    void leave() {
        over.set(true);
    }

    /** The context that all sessions of its verticle's instance share. */
    ContextInternal home() {
        return context.unwrap();
    }

    /** Hands something on, unless the session is over; called on {@link #home}. What goes wrong touches no other session. */
    void deliver(Deliver delivery) {
        Steps.onward(context).emit(delivery, this::hand);
    }

    private void hand(Deliver delivery) {
        if (!over.get()) {
            recipient.deliver(delivery);
        }
    }
}
