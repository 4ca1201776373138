package dev.parley.cluster;

import com.hazelcast.internal.networking.HandlerStatus;
import com.hazelcast.internal.networking.InboundHandler;
import com.hazelcast.internal.nio.IOUtil;
import java.io.EOFException;
import java.io.IOException;
import java.nio.ByteBuffer;
import javax.net.ssl.SSLEngineResult;
import javax.net.ssl.SSLException;

/**
 * The first handler of what arrives: takes records, hands on what is in them. It holds one record at most, for the next handler may
 * have room for three bytes. Buffers are those of Hazelcast's pipelines: between calls, both are ready to be written to.
 */
final class TlsInbound extends InboundHandler<ByteBuffer, ByteBuffer> {
    private final TlsSession session;
    private final ByteBuffer opened;

    TlsInbound(TlsSession session) {
        this.session = session;
        this.src = ByteBuffer.allocate(2 * session.engine().getSession().getPacketBufferSize());
        this.opened = ByteBuffer.allocate(session.engine().getSession().getApplicationBufferSize())
                .flip();
    }

    @Override
    public HandlerStatus onRead() throws IOException {
        src.flip();
        try {
            return session.isRefused() ? ignore() : read();
        } catch (SSLException refused) {
            session.refuse(refused);
            return ignore();
        } finally {
            IOUtil.compactOrClear(src);
        }
    }

    private HandlerStatus ignore() {
        src.position(src.limit());
        return HandlerStatus.CLEAN;
    }

    private HandlerStatus read() throws IOException {
        while (handOn()) {
            SSLEngineResult result = open();
            if (result.getStatus() == SSLEngineResult.Status.CLOSED) {
                throw new EOFException("The other end closed TLS");
            }
            goOn(result.getHandshakeStatus());
            if (result.bytesConsumed() == 0 && result.bytesProduced() == 0) {
                return waiting(result.getStatus());
            }
        }
        return HandlerStatus.DIRTY;
    }

    /** For the rest of a record, or for a task or the writing direction, of which each wakes this one. */
    private static HandlerStatus waiting(SSLEngineResult.Status status) {
        return status == SSLEngineResult.Status.BUFFER_UNDERFLOW ? HandlerStatus.CLEAN : HandlerStatus.BLOCKED;
    }

    /** @return whether all that was opened is with the next handler */
    private boolean handOn() {
        int count = Math.min(opened.remaining(), dst.remaining());
        dst.put(opened.slice(opened.position(), count));
        opened.position(opened.position() + count);
        return !opened.hasRemaining();
    }

    private SSLEngineResult open() throws SSLException {
        opened.clear();
        try {
            return session.engine().unwrap(src, opened);
        } finally {
            opened.flip();
        }
    }

    private void goOn(SSLEngineResult.HandshakeStatus status) throws SSLException {
        switch (status) {
            case NEED_TASK -> session.runTask();
            case NEED_WRAP -> session.wakeWriting();
            case FINISHED, NOT_HANDSHAKING -> session.prove();
            case NEED_UNWRAP, NEED_UNWRAP_AGAIN -> {}
        }
    }
}
