package dev.parley.edge;

import dev.parley.model.ConversationId;
import dev.parley.model.Failure;
import dev.parley.model.FailureCode;
import dev.parley.model.SessionId;
import dev.parley.model.UserId;
import dev.parley.node.Accepted;
import dev.parley.node.Draft;
import dev.parley.node.Limit;
import dev.parley.protocol.ClientFrame;
import dev.parley.protocol.ServerFrame;
import io.vertx.core.Future;
import java.time.Duration;
import java.util.Optional;

/** Sees what one session sends through to {@code accepted} or {@code failed}. For one thread. */
final class Sends {
    private final Session session;
    private final SessionId id;
    private final UserId user;
    private final SendQueue queue = new SendQueue(this::submit);

    Sends(Session session, SessionId id, UserId user) {
        this.session = session;
        this.id = id;
        this.user = user;
    }

    void take(ClientFrame.Send send) {
        String ref = send.content().ref();
        if (send.to().equals(new ClientFrame.ToUser(user))) {
            failed(ref, Failure.of(FailureCode.INVALID, "you cannot write to yourself", "to.user"));
        } else if (!queue.offer(new Draft(user, conversation(send.to()), send.content()))) {
            refuse(ref, Session.slowDown(Duration.ofSeconds(1)));
        }
    }

    void failed(String ref, Failure failure) {
        session.outbox().write(new ServerFrame.Failed(ref, failure));
    }

    /** Forgets what waits. */
    void clear() {
        queue.clear();
    }

    private ConversationId conversation(ClientFrame.Target target) {
        return target instanceof ClientFrame.ToUser to
                ? ConversationId.direct(user, to.user())
                : ((ClientFrame.ToConversation) target).conversation();
    }

    private Future<Void> submit(Draft draft) {
        String ref = draft.content().ref();
        return session.here(allowed().compose(allowed -> hand(draft)))
                .onSuccess(accepted -> session.outbox().write(answer(ref, accepted)))
                .onFailure(cause -> refuse(ref, Failures.of(cause)))
                .<Void>mapEmpty()
                .otherwiseEmpty();
    }

    /** Counts for all devices of the user, whatever node they are on. */
    private Future<Void> allowed() {
        return session.around().node().limits().take(Limit.SEND, user.toString());
    }

    private void refuse(String ref, Failure failure) {
        failed(ref, failure);
        if (failure.code() == FailureCode.RATE_LIMITED) {
            session.countRefusal();
        }
    }

    private Future<Accepted> hand(Draft draft) {
        return session.around().node().submitter().submit(draft, Optional.of(id));
    }

    private static ServerFrame answer(String ref, Accepted accepted) {
        return new ServerFrame.Accepted(ref, accepted.id(), accepted.conversation(), accepted.duplicate());
    }
}
