package dev.parley.edge;

import dev.parley.bus.NodeService.Deliver;
import dev.parley.protocol.ClientFrame;
import dev.parley.protocol.Decoded;
import io.vertx.core.Future;

/** What a session does with what comes, depending on how far it has got. */
sealed interface Phase permits AwaitingHello, Calling, Greeting, Joined, Phase.Closed {
    /** A frame in good form. */
    void frame(ClientFrame frame);

    /** A {@code send} that was refused for its form. */
    void refused(Decoded.RefusedSend send);

    /** Something for the user. */
    void deliver(Deliver delivery);

    /** @return a future completed when nothing outside knows of the session any more */
    Future<Void> leave();

    /** Nothing comes of anything. */
    record Closed() implements Phase {
        @Override
        public void frame(ClientFrame frame) {
            // arrived after the close
        }

        @Override
        public void refused(Decoded.RefusedSend send) {
            // arrived after the close
        }

        @Override
        public void deliver(Deliver delivery) {
            // the device gets by sync what it must not miss
        }

        @Override
        public Future<Void> leave() {
            return Future.succeededFuture();
        }
    }
}
