package dev.parley.edge;

import dev.parley.model.ConversationId;
import dev.parley.model.Failure;
import dev.parley.model.FailureCode;
import dev.parley.model.SessionId;
import dev.parley.model.UserId;
import dev.parley.node.Accepted;
import dev.parley.node.Admission;
import dev.parley.node.Draft;
import dev.parley.node.Identity;
import dev.parley.node.RateLimits;
import dev.parley.protocol.ClientFrame;
import dev.parley.protocol.ServerFrame;
import io.vertx.core.Future;
import java.time.Duration;
import java.util.Optional;
import java.util.function.Consumer;

/** Sees what is sent on one connection through to {@code accepted} or {@code failed}. For one thread. */
final class Sends {
    private static final int CHARS_OF_WEIGHT = 4_096;
    /** What waited so long behind others of its conversation is refused: its sender should know by now what becomes of it. */
    private static final long LONGEST_WAIT_MILLIS = 5_000;

    private final Session session;
    private final SendQueue queue;

    Sends(Session session) {
        this.session = session;
        this.queue = new SendQueue(draft -> session.around().sends().leave(weight(draft)));
    }

    /** @param session which gets no copy; absent when nothing is delivered to the connection */
    record Sender(Identity identity, Optional<SessionId> session) {
        UserId user() {
            return identity.user();
        }
    }

    /** @param answer takes {@code accepted} or {@code failed} */
    void take(Sender from, ClientFrame.Send send, Consumer<ServerFrame> answer) {
        String ref = send.content().ref();
        if (send.to().equals(new ClientFrame.ToUser(from.user()))) {
            answer.accept(new ServerFrame.Failed(
                    ref, Failure.of(FailureCode.INVALID, "you cannot write to yourself", "to.user")));
            return;
        }
        Draft draft = new Draft(from.user(), conversation(from.user(), send.to()), send.content());
        long taken = session.around().wheel().now();
        if (!session.around().sends().tryEnter(weight(draft))) {
            refuse(ref, Admission.refusal(), answer);
        } else if (!queue.offer(draft, next -> submit(next, taken, from, answer))) {
            session.around().sends().leave(weight(draft));
            refuse(ref, Session.slowDown(Duration.ofSeconds(1)), answer);
        }
    }

    /** Long texts weigh more, for they take the memory. */
    private static int weight(Draft draft) {
        return 1 + draft.content().text().length() / CHARS_OF_WEIGHT;
    }

    /** @return a future completed when all that was taken is answered */
    Future<Void> idle() {
        return queue.idle();
    }

    /** Forgets what waits. */
    void clear() {
        queue.clear();
    }

    private static ConversationId conversation(UserId user, ClientFrame.Target target) {
        return target instanceof ClientFrame.ToUser to
                ? ConversationId.direct(user, to.user())
                : ((ClientFrame.ToConversation) target).conversation();
    }

    private Future<Void> submit(Draft draft, long taken, Sender from, Consumer<ServerFrame> answer) {
        String ref = draft.content().ref();
        if (session.around().wheel().now() - taken > LONGEST_WAIT_MILLIS) {
            refuse(ref, Admission.refusal(), answer);
            return Future.succeededFuture();
        }
        RateLimits limits = session.around().node().limits();
        return session.here(limits.takeSend(from.identity()).compose(allowed -> hand(draft, from.session())))
                .onSuccess(accepted -> answer.accept(answer(ref, accepted)))
                .onFailure(cause -> refuse(ref, Failures.of(cause), answer))
                .<Void>mapEmpty()
                .otherwiseEmpty();
    }

    private void refuse(String ref, Failure failure, Consumer<ServerFrame> answer) {
        answer.accept(new ServerFrame.Failed(ref, failure));
        if (failure.code() == FailureCode.RATE_LIMITED) {
            session.countRefusal();
        }
    }

    private Future<Accepted> hand(Draft draft, Optional<SessionId> origin) {
        return session.around().node().submitter().submit(draft, origin);
    }

    private static ServerFrame answer(String ref, Accepted accepted) {
        return new ServerFrame.Accepted(ref, accepted.id(), accepted.conversation(), accepted.duplicate());
    }
}
