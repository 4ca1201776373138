package dev.parley.node;

import dev.parley.bus.Bus;
import dev.parley.bus.NodeService;
import dev.parley.bus.NodeService.Replaced;
import dev.parley.bus.PresenceService;
import dev.parley.bus.PresenceService.Connect;
import dev.parley.bus.PresenceService.Connected;
import dev.parley.bus.PresenceService.Disconnect;
import dev.parley.bus.PresenceService.Listing;
import dev.parley.model.NodeId;
import dev.parley.model.SessionId;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.function.LongSupplier;
import java.util.stream.Collectors;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Puts sessions of this node on the list of the directory and takes them off. Safe for use by any thread. */
final class Listings {
    private static final Logger LOG = LoggerFactory.getLogger(Listings.class);
    private static final int MOST_TRIES = 4;
    private static final Duration RETRY_AFTER = Duration.ofSeconds(2);

    private final Vertx vertx;
    private final Bus bus;
    private final NodeId node;
    private final SessionIndex index;
    private final LongSupplier clockMillis;

    /** @param clockMillis the clock that this node shares with the others, in Unix milliseconds */
    Listings(Vertx vertx, Bus bus, NodeId node, SessionIndex index, LongSupplier clockMillis) {
        this.vertx = vertx;
        this.bus = bus;
        this.node = node;
        this.index = index;
        this.clockMillis = clockMillis;
    }

    /** Lists a new session and ends those that it replaces, here and elsewhere. */
    Future<Void> list(Listing session) {
        return connect(List.of(session), false);
    }

    /** Lists sessions that the directory lost; what replaced them meanwhile ends them. */
    Future<Void> restore(List<Listing> sessions) {
        return connect(sessions, true).onSuccess(done -> sessions.stream()
                .filter(listing -> !index.contains(listing.session()))
                .forEach(gone -> unlist(gone, false, Instant.now())));
    }

    /** @return a future completed when it is off the list, or that was tried; it is tried again in the background */
    Future<Void> unlist(Listing session, boolean signedOut, Instant activeAt) {
        Disconnect leaving = new Disconnect(session, signedOut, activeAt);
        return disconnect(leaving)
                .onFailure(cause -> disconnectLater(leaving, MOST_TRIES - 1))
                .otherwiseEmpty();
    }

    private Future<Void> disconnect(Disconnect leaving) {
        return bus.request(PresenceService.DISCONNECT, leaving).mapEmpty();
    }

    private void disconnectLater(Disconnect leaving, int tries) {
        if (tries == 0) {
            LOG.warn(
                    "Session {} may stay listed: presence does not answer",
                    leaving.session().session());
            return;
        }
        vertx.setTimer(RETRY_AFTER.toMillis(), due -> disconnect(leaving)
                .onFailure(cause -> disconnectLater(leaving, tries - 1)));
    }

    private Future<Void> connect(List<Listing> sessions, boolean again) {
        long until = clockMillis.getAsLong() + PresenceService.CONNECT.timeout().toMillis();
        return bus.request(PresenceService.CONNECT, new Connect(sessions, again, until))
                .map(Connected::replaced)
                .onSuccess(this::end)
                .mapEmpty();
    }

    private void end(List<Listing> replaced) {
        Map<NodeId, List<SessionId>> byNode = replaced.stream()
                .collect(Collectors.groupingBy(
                        Listing::node, Collectors.mapping(Listing::session, Collectors.toList())));
        byNode.forEach(this::end);
    }

    private void end(NodeId holder, List<SessionId> sessions) {
        if (holder.equals(node)) {
            endHere(sessions);
            return;
        }
        Replaced replaced = new Replaced(sessions);
        bus.request(NodeService.REPLACED.at(holder), replaced)
                .recover(once -> bus.request(NodeService.REPLACED.at(holder), replaced))
                .onFailure(cause -> LOG.debug("Node {} may hold replaced sessions: {}", holder, cause.getMessage()));
    }

    /** Ends those of the replaced sessions that are on this node. */
    void endHere(List<SessionId> replaced) {
        replaced.forEach(session -> index.find(session).ifPresent(found -> found.end(Recipient.End.REPLACED)));
    }
}
