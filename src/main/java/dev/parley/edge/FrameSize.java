package dev.parley.edge;

import dev.parley.protocol.Limits;
import io.netty.buffer.ByteBufUtil;

/** How large frames may be, on the wire and in what carries them. */
final class FrameSize {
    /**
     * The most that a transport takes in: more than a frame, for SockJS wraps it once more, and for a frame somewhat over
     * the limit is to be refused in good order rather than by a broken connection.
     */
    static final int CARRIED_BYTES = 4 * 1024 * 1024;

    private static final int BYTES_PER_CHAR = 3;

    private FrameSize() {}

    /** Whether a frame is over {@link Limits#FRAME_BYTES}. */
    static boolean isOver(String frame) {
        return frame.length() > Limits.FRAME_BYTES / BYTES_PER_CHAR
                && ByteBufUtil.utf8Bytes(frame) > Limits.FRAME_BYTES;
    }
}
