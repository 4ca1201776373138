package dev.parley.edge;

import dev.parley.protocol.CloseCode;
import io.netty.handler.codec.http.websocketx.CorruptedWebSocketFrameException;
import io.vertx.core.Future;
import io.vertx.core.http.ServerWebSocket;
import io.vertx.core.internal.http.WebSocketInternal;
import java.util.concurrent.TimeUnit;

/** A WebSocket. */
final class WebSocketConnection implements Connection {
    private static final long CLOSING_SECONDS = 5;

    private final ServerWebSocket socket;

    WebSocketConnection(ServerWebSocket socket) {
        this.socket = socket;
    }

    @Override
    public void listen(Listener listener) {
        socket.textMessageHandler(listener::text);
        socket.binaryMessageHandler(bytes -> listener.noText());
        socket.exceptionHandler(cause -> failed(cause, listener));
        socket.closeHandler(gone -> listener.closed());
    }

    @Override
    public Future<Void> write(String text) {
        return socket.writeTextMessage(text);
    }

    @Override
    public void pause() {
        socket.pause();
    }

    @Override
    public void resume() {
        socket.resume();
    }

    /** A client that does not read never gets the close frame: after a while its channel is closed without. */
    @Override
    public Future<Void> close(CloseCode code, String farewell) {
        socket.resume();
        return socket.close((short) code.number(), code.reason())
                .timeout(CLOSING_SECONDS, TimeUnit.SECONDS)
                .onFailure(stuck -> cut())
                .otherwiseEmpty();
    }

    /** After a frame that cannot be taken, Vert.x leaves the socket open. */
    private void failed(Throwable cause, Listener listener) {
        boolean messageOverLimit = cause instanceof IllegalStateException;
        boolean frameOverLimit = cause instanceof CorruptedWebSocketFrameException corrupted
                && corrupted.closeStatus().code() == CloseCode.TOO_BIG.number();
        if (messageOverLimit || frameOverLimit) {
            listener.tooBig();
        } else {
            cut();
        }
    }

    private void cut() {
        var unused = ((WebSocketInternal) socket).channelHandlerContext().close();
    }
}
