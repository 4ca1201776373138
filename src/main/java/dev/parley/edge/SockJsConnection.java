package dev.parley.edge;

import dev.parley.protocol.CloseCode;
import io.vertx.core.Future;
import io.vertx.ext.web.handler.sockjs.SockJSSocket;
import java.util.ArrayDeque;
import java.util.Queue;
import java.util.concurrent.TimeUnit;

/**
 * A socket that SockJS emulates. Its close frame always says 3000, whatever the code, and drops what a polling client has
 * not fetched: so the code goes ahead in a frame of its own, and the socket is closed when that was fetched.
 *
 * <p>What is posted while the client is to be held back cannot be left with it: it waits here, up to a limit.
 */
final class SockJsConnection implements Connection {
    private static final long CLOSING_SECONDS = 3;

    private final SockJSSocket socket;
    private final Runnable onClosed;
    private final Queue<String> waiting = new ArrayDeque<>(0);
    private long waitingChars;
    private boolean paused;
    private Listener listener;

    /** @param onClosed called once, when the socket is gone */
    SockJsConnection(SockJSSocket socket, Runnable onClosed) {
        this.socket = socket;
        this.onClosed = onClosed;
    }

    @Override
    public void listen(Listener to) {
        listener = to;
        socket.handler(bytes -> arrived(bytes.toString()));
        socket.exceptionHandler(cause -> to.tooBig());
        socket.closeHandler(gone -> {
            onClosed.run();
            to.closed();
        });
    }

    private void arrived(String text) {
        if (!paused) {
            listener.text(text);
        } else if (waitingChars + text.length() > FrameSize.CARRIED_BYTES) {
            forgetWaiting();
            listener.tooBig();
        } else {
            waiting.add(text);
            waitingChars += text.length();
        }
    }

    private void forgetWaiting() {
        waiting.clear();
        waitingChars = 0;
    }

    @Override
    public Future<Void> write(EncodedText text) {
        return socket.write(text.text());
    }

    @Override
    public void pause() {
        paused = true;
    }

    @Override
    public void resume() {
        paused = false;
        while (!paused && !waiting.isEmpty()) {
            String next = waiting.remove();
            waitingChars -= next.length();
            listener.text(next);
        }
    }

    @Override
    public Future<Void> close(CloseCode code, EncodedText farewell) {
        forgetWaiting();
        return write(farewell)
                .timeout(CLOSING_SECONDS, TimeUnit.SECONDS)
                .otherwiseEmpty()
                .onSuccess(told -> socket.close());
    }
}
