package dev.parley.edge;

import dev.parley.protocol.CloseCode;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.json.JsonArray;
import java.util.ArrayDeque;
import java.util.List;
import java.util.Optional;
import java.util.Queue;

/**
 * SockJS over its own WebSocket. The transport of Vert.x throws at what is no string in a list, with a stack trace in the log
 * for whoever sends one, and does not hear what is no JSON: here both are frames that nobody can read, as on a plain WebSocket.
 */
final class SockJsWebSocket implements Connection {
    private static final long HEARTBEAT_MILLIS = 25_000;
    private static final EncodedText OPEN = new EncodedText("o");
    private static final EncodedText HEARTBEAT = new EncodedText("h");
    private static final EncodedText CLOSE = new EncodedText("c[3000,\"Go away!\"]");

    private final WebSocketConnection socket;
    private final Vertx vertx;
    private final Queue<String> arrived = new ArrayDeque<>();
    private final long heartbeat;
    private boolean paused;
    private Listener listener;

    SockJsWebSocket(Vertx vertx, WebSocketConnection socket) {
        this.vertx = vertx;
        this.socket = socket;
        this.heartbeat = vertx.setPeriodic(HEARTBEAT_MILLIS, due -> socket.write(HEARTBEAT));
        socket.write(OPEN);
    }

    @Override
    public void listen(Listener to) {
        listener = to;
        socket.listen(new Listener() {
            @Override
            public void text(String frame) {
                take(frame);
            }

            @Override
            public void noText() {
                to.noText();
            }

            @Override
            public void tooBig() {
                to.tooBig();
            }

            @Override
            public void closed() {
                vertx.cancelTimer(heartbeat);
                to.closed();
            }
        });
    }

    private void take(String frame) {
        Optional<List<String>> texts = frame.isEmpty() ? Optional.of(List.of()) : SockJsTexts.read(frame);
        texts.ifPresentOrElse(arrived::addAll, listener::noText);
        handOver();
    }

    private void handOver() {
        while (!paused && !arrived.isEmpty()) {
            listener.text(arrived.remove());
        }
    }

    @Override
    public Future<Void> write(EncodedText text) {
        return socket.write(
                new EncodedText("a" + new JsonArray().add(text.text()).encode()));
    }

    @Override
    public void trust() {
        socket.trust();
    }

    @Override
    public void together(Runnable writes) {
        socket.together(writes);
    }

    @Override
    public void pause() {
        paused = true;
        socket.pause();
    }

    @Override
    public void resume() {
        paused = false;
        handOver();
        if (!paused) {
            socket.resume();
        }
    }

    @Override
    public Future<Void> close(CloseCode code, EncodedText farewell) {
        write(farewell);
        arrived.clear();
        socket.write(CLOSE);
        return socket.close(code, farewell);
    }
}
