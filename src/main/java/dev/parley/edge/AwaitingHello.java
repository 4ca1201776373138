package dev.parley.edge;

import dev.parley.bus.NodeService.Deliver;
import dev.parley.model.Failure;
import dev.parley.model.FailureCode;
import dev.parley.protocol.ClientFrame;
import dev.parley.protocol.CloseCode;
import dev.parley.protocol.Decoded;
import io.vertx.core.Future;

/** The client has not said who it is. */
final class AwaitingHello implements Phase {
    /** How long it has for that. */
    static final long PATIENCE_MILLIS = 10_000;

    private final Session session;
    private final TimerWheel wheel;
    private final TimerWheel.Timer deadline;

    AwaitingHello(Session session, TimerWheel wheel) {
        this.session = session;
        this.wheel = wheel;
        this.deadline = wheel.in(PATIENCE_MILLIS, () -> session.close(CloseCode.UNAUTHENTICATED));
    }

    @Override
    public void frame(ClientFrame frame) {
        if (session.around().node().edge().isDraining()) {
            session.close(CloseCode.DRAINING);
        } else if (frame instanceof ClientFrame.Hello hello) {
            deadline.cancel();
            session.enter(new Greeting(session, () -> new AwaitingHello(session, wheel), hello))
                    .greet();
        } else {
            notYet();
        }
    }

    @Override
    public void refused(Decoded.RefusedSend send) {
        notYet();
    }

    @Override
    public void deliver(Deliver delivery) {
        // nobody delivers to a session that is not attached
    }

    @Override
    public Future<Void> leave() {
        deadline.cancel();
        return Future.succeededFuture();
    }

    private void notYet() {
        session.malformed(Failure.of(FailureCode.UNAUTHENTICATED, "the first frame is hello"));
    }
}
