package dev.parley.edge;

import dev.parley.protocol.CloseCode;
import io.vertx.core.Future;
import io.vertx.ext.web.handler.sockjs.SockJSSocket;
import java.util.concurrent.TimeUnit;

/**
 * A socket that SockJS emulates. Its close frame always says 3000, whatever the code, and drops what a polling client has
 * not fetched: so the code goes ahead in a frame of its own, and the socket is closed when that was fetched.
 */
final class SockJsConnection implements Connection {
    private static final long CLOSING_SECONDS = 3;

    private final SockJSSocket socket;

    SockJsConnection(SockJSSocket socket) {
        this.socket = socket;
    }

    @Override
    public void listen(Listener listener) {
        socket.handler(bytes -> listener.text(bytes.toString()));
        socket.exceptionHandler(cause -> listener.tooBig());
        socket.closeHandler(gone -> listener.closed());
    }

    @Override
    public Future<Void> write(String text) {
        return socket.write(text);
    }

    @Override
    public void pause() {
        socket.pause();
    }

    @Override
    public void resume() {
        socket.resume();
    }

    @Override
    public Future<Void> close(CloseCode code, String farewell) {
        return socket.write(farewell)
                .timeout(CLOSING_SECONDS, TimeUnit.SECONDS)
                .otherwiseEmpty()
                .onSuccess(told -> socket.close());
    }
}
