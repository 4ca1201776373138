package dev.parley.cluster;

import com.hazelcast.internal.networking.HandlerStatus;
import com.hazelcast.internal.networking.OutboundHandler;
import com.hazelcast.internal.nio.IOUtil;
import java.io.EOFException;
import java.io.IOException;
import java.nio.ByteBuffer;
import javax.net.ssl.SSLEngineResult;
import javax.net.ssl.SSLEngineResult.HandshakeStatus;
import javax.net.ssl.SSLException;

/**
 * The last handler of what leaves: makes records of it, once the other end has proven itself. Until then it takes nothing. Buffers are
 * those of Hazelcast's pipelines: between calls, both are ready to be read from.
 */
final class TlsOutbound extends OutboundHandler<ByteBuffer, ByteBuffer> {
    private static final ByteBuffer NOTHING = ByteBuffer.allocate(0);
    private static final int RECORDS = 4;

    private final TlsSession session;
    private boolean saidSo;

    TlsOutbound(TlsSession session) {
        this.session = session;
        this.dst = ByteBuffer.allocate(RECORDS * session.engine().getSession().getPacketBufferSize())
                .flip();
    }

    @Override
    public HandlerStatus onWrite() throws IOException {
        IOUtil.compactOrClear(dst);
        try {
            return session.isRefused() ? end() : write();
        } catch (SSLException refused) {
            session.refuse(refused);
            return HandlerStatus.CLEAN;
        } finally {
            dst.flip();
        }
    }

    private HandlerStatus write() throws IOException {
        for (; ; ) {
            HandshakeStatus status = session.engine().getHandshakeStatus();
            switch (status) {
                case NEED_TASK -> {
                    session.runTask();
                    return HandlerStatus.BLOCKED;
                }
                case NEED_UNWRAP, NEED_UNWRAP_AGAIN -> {
                    return HandlerStatus.BLOCKED;
                }
                case FINISHED, NOT_HANDSHAKING -> {
                    session.prove();
                    if (!src.hasRemaining()) {
                        return HandlerStatus.CLEAN;
                    }
                }
                case NEED_WRAP -> {}
            }
            boolean hadRoom = seal();
            if (status == HandshakeStatus.NEED_WRAP) {
                session.wakeReading();
            }
            if (!hadRoom) {
                return HandlerStatus.DIRTY;
            }
        }
    }

    /** @return whether there may be room for more */
    private boolean seal() throws IOException {
        SSLEngineResult result = session.engine().wrap(src, dst);
        if (result.getStatus() != SSLEngineResult.Status.CLOSED) {
            return result.getStatus() == SSLEngineResult.Status.OK;
        }
        if (result.bytesProduced() == 0) {
            throw new EOFException("TLS is closed");
        }
        saidSo = true;
        return false;
    }

    /** The other end is told why, if there is room for that; then the channel closes. */
    private HandlerStatus end() {
        if (saidSo) {
            session.close();
            return HandlerStatus.CLEAN;
        }
        saidSo = true;
        try {
            session.engine().wrap(NOTHING, dst);
        } catch (SSLException unable) {
            session.refuse(unable);
        }
        return HandlerStatus.DIRTY;
    }
}
