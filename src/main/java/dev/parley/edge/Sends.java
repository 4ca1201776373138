package dev.parley.edge;

import dev.parley.model.ConversationId;
import dev.parley.model.Failure;
import dev.parley.model.FailureCode;
import dev.parley.model.SessionId;
import dev.parley.model.UserId;
import dev.parley.node.Accepted;
import dev.parley.node.Draft;
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
        Optional<Duration> wait = session.rate().send();
        if (wait.isPresent()) {
            failed(ref, Session.slowDown(wait.get()));
            session.countRefusal();
        } else if (send.to().equals(new ClientFrame.ToUser(user))) {
            failed(ref, Failure.of(FailureCode.INVALID, "you cannot write to yourself", "to.user"));
        } else if (!queue.offer(new Draft(user, conversation(send.to()), send.content()))) {
            failed(ref, Session.slowDown(Duration.ofSeconds(1)));
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
        return session.here(Future.succeededFuture(draft).compose(this::hand))
                .map(accepted -> answer(ref, accepted))
                .otherwise(cause -> new ServerFrame.Failed(ref, Failures.of(cause)))
                .onSuccess(session.outbox()::write)
                .mapEmpty();
    }

    private Future<Accepted> hand(Draft draft) {
        return session.around().node().submitter().submit(draft, Optional.of(id));
    }

    private static ServerFrame answer(String ref, Accepted accepted) {
        return new ServerFrame.Accepted(ref, accepted.id(), accepted.conversation(), accepted.duplicate());
    }
}
