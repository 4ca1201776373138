package dev.parley.node;

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
import java.util.function.Predicate;

/** Attaches sessions: first indexed, then listed, so that none is found before it can be reached. */
final class NodeSessions implements LocalSessions {
    private final Vertx vertx;
    private final NodeId node;
    private final SessionIndex index;
    private final Listings listings;
    private final Predicate<Identity> revoked;

    /** @param revoked whether a sign-in is known to be no longer valid */
    NodeSessions(Vertx vertx, NodeId node, SessionIndex index, Listings listings, Predicate<Identity> revoked) {
        this.vertx = vertx;
        this.node = node;
        this.index = index;
        this.listings = listings;
        this.revoked = revoked;
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

    private Future<Attachment> attach(Listing listing, Identity identity, Recipient recipient) {
        ContextInternal context = (ContextInternal) vertx.getOrCreateContext();
        ConnectedSession session = new ConnectedSession(listing, identity, recipient, context);
        index.add(session);
        endIfRevoked(session);
        return listings.list(listing)
                .<Attachment>map(listed -> () -> detach(session))
                .onFailure(cause -> detach(session))
                .recover(cause -> Future.failedFuture(unlisted(cause)));
    }

    /** For its sign-in may have been revoked since its token was checked, when it was not there to be found as yet. */
    private void endIfRevoked(ConnectedSession session) {
        if (revoked.test(session.identity())) {
            session.end(Recipient.End.REVOKED);
        }
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
