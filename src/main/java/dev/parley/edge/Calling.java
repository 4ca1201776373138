package dev.parley.edge;

import dev.parley.bus.NodeService.Deliver;
import dev.parley.model.Failure;
import dev.parley.model.FailureCode;
import dev.parley.protocol.ClientFrame;
import dev.parley.protocol.Decoded;
import io.vertx.core.Future;

/** A client of the bridge has shown a token, and is registered for nothing: what it asks is answered, nothing is delivered. */
final class Calling implements Phase {
    private final Session session;

    Calling(Session session) {
        this.session = session;
    }

    @Override
    public void frame(ClientFrame frame) {
        if (frame instanceof ClientFrame.Hello hello) {
            session.enter(new Greeting(session, () -> this, hello)).greet();
        } else {
            session.malformed(Failure.of(FailureCode.UNAUTHENTICATED, "nothing is registered"));
        }
    }

    @Override
    public void refused(Decoded.RefusedSend send) {
        session.malformed(send.failure());
    }

    @Override
    public void deliver(Deliver delivery) {
        // nobody delivers to a session that is not attached
    }

    @Override
    public Future<Void> leave() {
        return Future.succeededFuture();
    }
}
