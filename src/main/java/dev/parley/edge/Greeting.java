package dev.parley.edge;

import dev.parley.bus.NodeService.Deliver;
import dev.parley.bus.NodeService.News;
import dev.parley.model.Cursor;
import dev.parley.model.Failure;
import dev.parley.model.FailureCode;
import dev.parley.model.SessionId;
import dev.parley.model.UserId;
import dev.parley.node.Identity;
import dev.parley.node.Limit;
import dev.parley.node.LocalSessions.Attachment;
import dev.parley.node.Node;
import dev.parley.protocol.ClientFrame;
import dev.parley.protocol.CloseCode;
import dev.parley.protocol.Decoded;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import java.util.Optional;
import java.util.function.Supplier;

/**
 * A {@code hello} is being answered: its token is checked, the session is subscribed and listed, and only then does it
 * catch up, so that nothing falls between. The client is held back meanwhile, until it is its turn and then until it is done.
 */
final class Greeting implements Phase {
    private final Session session;
    private final Supplier<Phase> otherwise;
    private final ClientFrame.Hello hello;
    private Optional<MessageFlow> flow = Optional.empty();
    private Future<Attachment> attaching = Future.failedFuture("not attached");
    private final Promise<Void> answered = Promise.promise();
    private boolean left;

    /** @param otherwise what comes after a {@code hello} that can be said again */
    Greeting(Session session, Supplier<Phase> otherwise, ClientFrame.Hello hello) {
        this.session = session;
        this.otherwise = otherwise;
        this.hello = hello;
    }

    void greet() {
        session.connection().pause();
        session.around().greetings().run(this::begin).onFailure(session::unavailable);
    }

    private Future<Void> begin() {
        if (!left) {
            Node node = session.around().node();
            session.here(node.tokens().verify(hello.token()).compose(identity -> allowed(node, identity)))
                    .onComplete(this::identified, this::unidentified);
        }
        return answered.future();
    }

    private static Future<Identity> allowed(Node node, Identity identity) {
        return node.limits().take(Limit.HELLO, identity.user().toString()).map(allowed -> identity);
    }

    /** Completed when the client is welcome, or refused. */
    Future<Void> answered() {
        return answered.future();
    }

    @Override
    public void frame(ClientFrame frame) {
        tooEarly();
    }

    @Override
    public void refused(Decoded.RefusedSend send) {
        tooEarly();
    }

    @Override
    public void deliver(Deliver delivery) {
        if (delivery.news() instanceof News.Entry entry) {
            session.unlessTooSlow(
                    flow.map(held -> held.deliver(entry.message())).orElse(true));
        }
    }

    @Override
    public Future<Void> leave() {
        left = true;
        answered.tryComplete();
        flow.ifPresent(held -> held.sent().close());
        return attaching.compose(Attachment::detach).otherwiseEmpty();
    }

    private void identified(Identity identity) {
        if (left) {
            return;
        }
        try {
            attach(identity, cursor(identity.user()));
        } catch (IllegalArgumentException e) {
            session.enter(otherwise.get());
            session.outbox().write(Failures.frame(badCursor()));
            session.connection().resume();
            answered.tryComplete();
        }
    }

    private Optional<Cursor> cursor(UserId user) {
        return hello.cursor().map(text -> Cursor.parse(text, user));
    }

    private void attach(Identity identity, Optional<Cursor> cursor) {
        SessionId id = session.around().node().sessions().newSessionId();
        MessageFlow held = new MessageFlow(session.around(), identity.user(), hello.background(), session.outbox());
        flow = Optional.of(held);
        attaching = session.here(session.around().node().sessions().attach(id, identity, !hello.background(), session));
        attaching.onComplete(attachment -> welcome(id, identity, held, attachment, cursor), session::unavailable);
    }

    private void welcome(
            SessionId id, Identity identity, MessageFlow held, Attachment attachment, Optional<Cursor> cursor) {
        if (left) {
            return;
        }
        session.connection().trust();
        session.enter(new Joined(session, id, identity, held, attachment)).welcome(cursor);
        session.connection().resume();
        answered.tryComplete();
    }

    private void unidentified(Throwable cause) {
        switch (Failures.of(cause).code()) {
            case TOKEN_EXPIRED -> session.close(CloseCode.TOKEN_EXPIRED);
            case RATE_LIMITED -> session.close(CloseCode.RATE_LIMITED);
            case UNAUTHENTICATED -> session.close(CloseCode.UNAUTHENTICATED);
            default -> session.unavailable(cause);
        }
    }

    private void tooEarly() {
        session.malformed(Failure.of(FailureCode.BAD_FRAME, "hello is not answered yet"));
    }

    /** What is said of a cursor that this server never gave to this user. */
    static Failure badCursor() {
        return Failure.of(
                FailureCode.BAD_CURSOR, "this is no cursor of yours; leave it out, or start with 0", "cursor");
    }
}
