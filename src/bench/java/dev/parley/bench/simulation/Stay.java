package dev.parley.bench.simulation;

import dev.parley.bus.NodeService.Deliver;
import dev.parley.bus.NodeService.News;
import dev.parley.edge.Drain;
import dev.parley.model.SessionId;
import dev.parley.node.LocalSessions.Attachment;
import dev.parley.node.Recipient;
import io.vertx.core.Future;
import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

/** One session of a client on an edge. */
final class Stay implements Recipient, Drain.Guest {
    private final Client client;
    private final Edge edge;
    private final SessionId session;
    private Attachment attachment;
    private boolean over;

    Stay(Client client, Edge edge, SessionId session) {
        this.client = client;
        this.edge = edge;
        this.session = session;
    }

    Edge edge() {
        return edge;
    }

    SessionId session() {
        return session;
    }

    boolean isListed() {
        return attachment != null && !over;
    }

    /** The connection is open. */
    void connect() {
        edge.enter(this);
    }

    /**
     * Says hello.
     *
     * @return a future completed when it is listed
     */
    Future<Void> hello() {
        return edge.node()
                .sessions()
                .attach(session, client.identity(), true, this)
                .onSuccess(this::attached)
                .onFailure(refused -> leave())
                .mapEmpty();
    }

    private void attached(Attachment way) {
        attachment = way;
        if (over) {
            way.detach();
        }
    }

    /** Goes: the edge knows of it at once. */
    void leave() {
        if (!over) {
            over = true;
            edge.leave(this);
            if (attachment != null) {
                attachment.detach();
            }
        }
    }

    /** The edge is no more. */
    void cutOff() {
        over = true;
        client.lost(this);
    }

    @Override
    public void deliver(Deliver delivery) {
        client.world()
                .meter()
                .count(
                        delivery.news() instanceof News.Presence ? "presence news to clients" : "messages to clients",
                        1);
    }

    @Override
    public void end(End reason) {
        client.world().meter().count("sessions replaced", 1);
        leave();
    }

    @Override
    public Instant lastHeard() {
        return Instant.ofEpochMilli(client.world().timeline().millis());
    }

    @Override
    public void sendAway(Duration after, Optional<URI> elsewhere) {
        client.world().timeline().in(after.toNanos(), () -> {
            if (!over && client.isIn(this)) {
                leave();
                client.come();
            }
        });
    }

    @Override
    public Future<Void> finish() {
        if (!over) {
            leave();
            client.lost(this);
        }
        return Future.succeededFuture();
    }
}
