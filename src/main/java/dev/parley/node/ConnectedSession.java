package dev.parley.node;

import dev.parley.bus.Bus;
import dev.parley.bus.Bus.Registration;
import dev.parley.bus.NodeService;
import dev.parley.bus.NodeService.Deliver;
import dev.parley.bus.PresenceService.Listing;
import io.vertx.core.Context;
import io.vertx.core.Future;
import java.time.Instant;
import java.util.concurrent.atomic.AtomicBoolean;

/** One session on this node: who it is, and how to reach it on its own context. May be ended from any thread. */
final class ConnectedSession {
    private final Listing listing;
    private final Identity identity;
    private final Recipient recipient;
    private final Context context;
    private final AtomicBoolean over = new AtomicBoolean();
    private final Registration subscription;
    private volatile boolean signedOut;

    /** Subscribes; called on {@code context}. */
    ConnectedSession(Bus bus, Listing listing, Identity identity, Recipient recipient, Context context) {
        this.listing = listing;
        this.identity = identity;
        this.recipient = recipient;
        this.context = context;
        this.subscription = bus.subscribeHere(NodeService.user(identity.user()), this::deliver);
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
            subscription.end();
            context.runOnContext(now -> recipient.end(reason));
        }
    }

    /** The session leaves: nothing reaches it any more. */
    Future<Void> leave() {
        over.set(true);
        return subscription.end();
    }

    private void deliver(Deliver delivery) {
        if (!over.get()) {
            recipient.deliver(delivery);
        }
    }
}
