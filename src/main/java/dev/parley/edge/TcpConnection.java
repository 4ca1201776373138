package dev.parley.edge;

import dev.parley.protocol.CloseCode;
import io.vertx.core.Future;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.net.NetSocket;
import io.vertx.core.parsetools.RecordParser;
import java.util.concurrent.TimeUnit;

/** A TCP socket, on which each frame has its length in bytes before it, in four. A close says its code in a frame ahead of it. */
final class TcpConnection implements Connection {
    private static final long CLOSING_SECONDS = 3;

    private final NetSocket socket;
    private final RecordParser records;
    private final Runnable onClosed;
    private boolean lengthIsNext = true;

    /** @param onClosed called once, when the socket is gone */
    TcpConnection(NetSocket socket, Runnable onClosed) {
        this.socket = socket;
        this.onClosed = onClosed;
        this.records = RecordParser.newFixed(Integer.BYTES, socket);
    }

    @Override
    public void listen(Listener listener) {
        records.handler(record -> read(record, listener));
        socket.exceptionHandler(cause -> socket.close());
        socket.closeHandler(gone -> {
            onClosed.run();
            listener.closed();
        });
    }

    private void read(Buffer record, Listener listener) {
        int next = lengthIsNext ? record.getInt(0) : Integer.BYTES;
        if (next <= 0 || next > FrameSize.CARRIED_BYTES) {
            records.handler(rest -> {});
            listener.tooBig();
            return;
        }
        boolean isFrame = !lengthIsNext;
        records.fixedSizeMode(next);
        lengthIsNext = isFrame;
        if (isFrame) {
            listener.text(record.toString());
        }
    }

    @Override
    public Future<Void> write(EncodedText text) {
        return socket.write(Buffer.buffer(Integer.BYTES + text.length())
                .appendInt(text.length())
                .appendBytes(text.utf8()));
    }

    @Override
    public void pause() {
        records.pause();
    }

    @Override
    public void resume() {
        records.resume();
    }

    @Override
    public Future<Void> close(CloseCode code, EncodedText farewell) {
        return write(farewell)
                .timeout(CLOSING_SECONDS, TimeUnit.SECONDS)
                .otherwiseEmpty()
                .onSuccess(told -> socket.close());
    }
}
