package dev.parley.edge;

import dev.parley.model.ConversationId;
import dev.parley.model.Cursor;
import dev.parley.model.Failure;
import dev.parley.model.FailureCode;
import dev.parley.model.Message;
import dev.parley.model.SessionId;
import dev.parley.node.Accepted;
import dev.parley.node.Draft;
import dev.parley.node.Identity;
import dev.parley.node.Limit;
import dev.parley.node.LocalSessions.Attachment;
import dev.parley.protocol.ClientFrame;
import dev.parley.protocol.Content;
import dev.parley.protocol.Decoded;
import dev.parley.protocol.ServerFrame;
import io.vertx.core.Future;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

/** The client is who it says, is listed, and may do everything. */
final class Joined implements Phase {
    static final Duration HEARTBEAT = Duration.ofSeconds(25);
    static final Duration OFFLINE_AFTER = Duration.ofSeconds(30);

    private final Session session;
    private final SessionId id;
    private final Identity identity;
    private final MessageFlow flow;
    private final Attachment attachment;
    private final Liveness liveness;
    private final SendQueue sends;

    Joined(Session session, SessionId id, Identity identity, MessageFlow flow, Attachment attachment) {
        this.session = session;
        this.id = id;
        this.identity = identity;
        this.flow = flow;
        this.attachment = attachment;
        this.liveness = new Liveness(session, session.around().wheel(), identity.expiresAt());
        this.sends = new SendQueue(this::submit);
    }

    void welcome(Optional<Cursor> cursor) {
        session.outbox()
                .write(new ServerFrame.Welcome(
                        identity.user(), identity.device(), id, HEARTBEAT, OFFLINE_AFTER, Instant.now()));
        liveness.watch();
        flow.begin(cursor).onFailure(session::unavailable);
    }

    @Override
    public void frame(ClientFrame frame) {
        if (frame instanceof ClientFrame.Send send) {
            send(send);
        } else if (frame instanceof ClientFrame.Heartbeat) {
            session.outbox().write(new ServerFrame.Heartbeat());
        } else if (frame instanceof ClientFrame.Received) {
            // what a device has got drives receipts and pushes; ids that clients name never move the clock
            return;
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
        failed(send.ref(), send.failure());
    }

    @Override
    public void deliver(Message message, Optional<SessionId> origin) {
        if (!origin.equals(Optional.of(id))) {
            session.unlessTooSlow(flow.deliver(message));
        }
    }

    @Override
    public Future<Void> leave() {
        liveness.stop();
        sends.clear();
        return attachment.detach();
    }

    private void send(ClientFrame.Send send) {
        String ref = send.content().ref();
        if (send.to().equals(new ClientFrame.ToUser(identity.user()))) {
            failed(ref, Failure.of(FailureCode.INVALID, "you cannot write to yourself", "to.user"));
        } else if (!sends.offer(draft(send))) {
            failed(ref, Session.slowDown(Duration.ofSeconds(1)));
            session.countRefusal();
        }
    }

    private Draft draft(ClientFrame.Send send) {
        Content content = send.content();
        return new Draft(
                identity.user(),
                conversation(send.to()),
                content.ref(),
                content.text(),
                content.replyTo(),
                content.mentions());
    }

    private ConversationId conversation(ClientFrame.Target target) {
        return target instanceof ClientFrame.ToUser to
                ? ConversationId.direct(identity.user(), to.user())
                : ((ClientFrame.ToConversation) target).conversation();
    }

    private Future<Void> submit(Draft draft) {
        return session.here(allowed().compose(allowed -> hand(draft)))
                .onSuccess(accepted -> session.outbox().write(answer(draft, accepted)))
                .onFailure(cause -> refuse(draft, Failures.of(cause)))
                .<Void>mapEmpty()
                .otherwiseEmpty();
    }

    /** Counts for all devices of the user, whatever node they are on. */
    private Future<Void> allowed() {
        return session.around().node().limits().take(Limit.SEND, identity.user().toString());
    }

    private void refuse(Draft draft, Failure failure) {
        failed(draft.ref(), failure);
        if (failure.code() == FailureCode.RATE_LIMITED) {
            session.countRefusal();
        }
    }

    private Future<Accepted> hand(Draft draft) {
        return session.around().node().submitter().submit(draft, Optional.of(id));
    }

    private static ServerFrame answer(Draft draft, Accepted accepted) {
        return new ServerFrame.Accepted(draft.ref(), accepted.id(), accepted.conversation(), accepted.duplicate());
    }

    private void failed(String ref, Failure failure) {
        session.outbox().write(new ServerFrame.Failed(ref, failure));
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
        if (fresh.user().equals(identity.user()) && fresh.device().equals(identity.device())) {
            liveness.extend(fresh.expiresAt());
            session.outbox().write(new ServerFrame.TokenAccepted(fresh.expiresAt()));
        } else {
            session.outbox()
                    .write(Failures.frame(Failure.of(FailureCode.UNAUTHENTICATED, "a token of another device")));
        }
    }
}
