package dev.parley.node;

import dev.parley.bus.AccountsService.Revocation;
import dev.parley.bus.PresenceService.Listing;
import dev.parley.model.Failure;
import dev.parley.model.FailureCode;
import dev.parley.model.NodeId;
import dev.parley.model.SessionId;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.internal.ContextInternal;
import java.util.Optional;
import java.util.UUID;

/** Attaches sessions: first indexed, then listed, so that none is found before it can be reached. */
final class NodeSessions implements LocalSessions {
    private final Vertx vertx;
    private final NodeId node;
    private final SessionIndex index;
    private final Listings listings;

    NodeSessions(Vertx vertx, NodeId node, SessionIndex index, Listings listings) {
        this.vertx = vertx;
        this.node = node;
        this.index = index;
        this.listings = listings;
    }

    @Override
    public Future<Attachment> attach(SessionId session, Identity identity, boolean visible, Recipient recipient) {
        return attach(
                new Listing(session, identity.user(), Optional.of(identity.device()), node, visible),
                identity,
                recipient);
    }

    @Override
    public Future<Attachment> listen(SessionId session, Identity identity, Recipient recipient) {
        return attach(new Listing(session, identity.user(), Optional.empty(), node, false), identity, recipient);
    }

    @Override
    public SessionId newSessionId() {
        return new SessionId(UUID.randomUUID().toString());
    }

    /** Ends the sessions of a sign-in that is no longer valid. */
    void revoke(Revocation revocation) {
        index.find(revocation.device(), revocation.signIn()).forEach(session -> session.end(Recipient.End.REVOKED));
    }

    private Future<Attachment> attach(Listing listing, Identity identity, Recipient recipient) {
        ContextInternal context = (ContextInternal) vertx.getOrCreateContext();
        ConnectedSession session = new ConnectedSession(listing, identity, recipient, context);
        index.add(session);
        return listings.list(listing)
                .<Attachment>map(listed -> () -> detach(session))
                .onFailure(cause -> detach(session))
                .recover(cause -> Future.failedFuture(unlisted(cause)));
    }

    private Future<Void> detach(ConnectedSession session) {
        if (!index.remove(session)) {
            return Future.succeededFuture();
        }
        session.leave();
        return unlist(session);
    }

    private Future<Void> unlist(ConnectedSession session) {
        return listings.unlist(session.listing(), session.signedOut(), session.lastHeard());
    }

    private static Throwable unlisted(Throwable cause) {
        return cause instanceof Failure failure && failure.code() == FailureCode.TIMEOUT
                ? Failure.of(FailureCode.UNAVAILABLE, "the session could not be listed in time")
                : cause;
    }
}
