package dev.parley.edge;

import dev.parley.protocol.CloseCode;
import io.vertx.core.Future;

/** A connection that is only written to. */
abstract class WrittenTo implements Connection {
    @Override
    public final void listen(Listener listener) {
        throw new UnsupportedOperationException();
    }

    @Override
    public final void pause() {
        throw new UnsupportedOperationException();
    }

    @Override
    public final void resume() {
        throw new UnsupportedOperationException();
    }

    @Override
    public final Future<Void> close(CloseCode code, EncodedText farewell) {
        throw new UnsupportedOperationException();
    }
}
