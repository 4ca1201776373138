package dev.parley.edge;

import dev.parley.bus.Bus;
import dev.parley.bus.NodeService.Deliver;
import dev.parley.bus.NodeService.News;
import dev.parley.bus.PresenceService;
import dev.parley.bus.RouterService.Received;
import dev.parley.model.Cursor;
import dev.parley.model.Failure;
import dev.parley.model.FailureCode;
import dev.parley.model.MessageId;
import dev.parley.model.SessionId;
import dev.parley.node.Identity;
import dev.parley.node.LocalSessions.Attachment;
import dev.parley.protocol.ClientFrame;
import dev.parley.protocol.Decoded;
import dev.parley.protocol.ServerFrame;
import io.vertx.core.Future;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/** The client is who it says, is listed, and may do everything. */
final class Joined implements Phase {
    static final Duration HEARTBEAT = Duration.ofSeconds(25);

    private final Session session;
    private final SessionId id;
    private final Identity identity;
    private final MessageFlow flow;
    private final Attachment attachment;
    private final Liveness liveness;
    private final MarkQueue marks;
    private final MarkQueue.Marker marker;
    private final TypingNews typing;
    private final PresenceRequests presence;
    private Instant expiresAt;

    Joined(Session session, SessionId id, Identity identity, MessageFlow flow, Attachment attachment) {
        Bus bus = session.around().bus();
        TimerWheel wheel = session.around().wheel();
        this.session = session;
        this.id = id;
        this.identity = identity;
        this.flow = flow;
        this.attachment = attachment;
        this.liveness = new Liveness(session, wheel, identity.expiresAt());
        this.marks = session.around().marks();
        this.marker = new MarkQueue.Marker(identity.user(), id);
        this.typing = new TypingNews(bus, wheel, identity.user(), id);
        this.expiresAt = identity.expiresAt();
        this.presence = new PresenceRequests(session, identity.user());
    }

    /** Who sends what arrives here. */
    Sends.Sender sender() {
        return new Sends.Sender(identity, Optional.of(id));
    }

    /** Goes by the token that a frame showed, when it is of this device and holds longer. */
    void showed(Identity fresh) {
        if (isOfThisDevice(fresh) && fresh.expiresAt().isAfter(expiresAt)) {
            expiresAt = fresh.expiresAt();
            liveness.extend(expiresAt);
        }
    }

    void welcome(Optional<Cursor> cursor) {
        session.outbox()
                .write(new ServerFrame.Welcome(
                        identity.user(),
                        identity.device(),
                        id,
                        HEARTBEAT,
                        PresenceService.OFFLINE_AFTER,
                        Instant.now()));
        liveness.watch();
        flow.begin(cursor).onFailure(session::unavailable);
    }

    @Override
    public void frame(ClientFrame frame) {
        if (frame instanceof ClientFrame.Send send) {
            session.sends().take(sender(), send, session.outbox()::write);
        } else if (frame instanceof ClientFrame.Heartbeat) {
            session.outbox().write(new ServerFrame.Heartbeat());
        } else if (frame instanceof ClientFrame.Received received) {
            received(received.ids());
        } else if (frame instanceof ClientFrame.Read read) {
            marks.read(marker, read.conversation(), read.id());
        } else if (frame instanceof ClientFrame.Typing news) {
            typing.typing(news.conversation(), news.active());
        } else if (frame instanceof ClientFrame.Presence question) {
            presence.ask(question);
        } else if (frame instanceof ClientFrame.Sync sync) {
            sync(sync);
        } else if (frame instanceof ClientFrame.Token token) {
            token(token);
        } else {
            session.malformed(Failure.of(FailureCode.BAD_FRAME, "hello was said already"));
        }
    }

    @Override
    public void refused(Decoded.RefusedSend send) {
        session.outbox().write(new ServerFrame.Failed(send.ref(), send.failure()));
    }

    @Override
    public void deliver(Deliver delivery) {
        if (delivery.origin().equals(Optional.of(id))) {
            return;
        }
        if (delivery.news() instanceof News.Entry entry) {
            session.unlessTooSlow(flow.deliver(entry.message()));
        } else if (!session.outbox().isCrowded()) {
            session.outbox().write(Passing.frame(delivery.news()));
        }
    }

    @Override
    public Future<Void> leave() {
        liveness.stop();
        flow.sent().close();
        return attachment.detach();
    }

    /** What a client names moves no clock: only what was sent to it counts. */
    private void received(List<MessageId> ids) {
        ids.forEach(message -> flow.sent()
                .acknowledge(message)
                .ifPresent(sent -> marks.delivered(marker, sent.conversation(), new Received(message, sent.from()))));
    }

    private void sync(ClientFrame.Sync sync) {
        try {
            flow.sync(Cursor.parse(sync.cursor(), identity.user()), sync.limit())
                    .ifPresent(failure -> session.outbox().write(new ServerFrame.ErrorFrame(failure)));
        } catch (IllegalArgumentException e) {
            session.outbox().write(Failures.frame(Greeting.badCursor()));
        }
    }

    private void token(ClientFrame.Token token) {
        session.here(session.around().node().tokens().verify(token.token()))
                .onComplete(this::extend, cause -> session.outbox().write(Failures.frame(cause)));
    }

    private void extend(Identity fresh) {
        if (isOfThisDevice(fresh)) {
            liveness.extend(fresh.expiresAt());
            session.outbox().write(new ServerFrame.TokenAccepted(fresh.expiresAt()));
        } else {
            session.outbox()
                    .write(Failures.frame(Failure.of(FailureCode.UNAUTHENTICATED, "a token of another device")));
        }
    }

    private boolean isOfThisDevice(Identity fresh) {
        return fresh.user().equals(identity.user()) && fresh.device().equals(identity.device());
    }
}
