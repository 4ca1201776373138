package dev.parley.edge;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.ByteBufAllocator;
import io.netty.buffer.ByteBufUtil;

/** Text as a server's WebSocket carries it: in one frame, unmasked (RFC 6455, section 5.2). */
final class TextFrame {
    private static final int FINAL_TEXT = 0x81;
    private static final int LONGEST_HEAD = 2 + Long.BYTES;
    private static final int SHORT_FOLLOWS = 126;
    private static final int LONG_FOLLOWS = 127;
    private static final int LARGEST_SHORT = 0xFFFF;

    private TextFrame() {}

    static ByteBuf of(String text, ByteBufAllocator memory) {
        int length = ByteBufUtil.utf8Bytes(text);
        ByteBuf frame = memory.directBuffer(LONGEST_HEAD + length).writeByte(FINAL_TEXT);
        writeLength(frame, length);
        ByteBufUtil.reserveAndWriteUtf8(frame, text, length);
        return frame;
    }

    private static void writeLength(ByteBuf frame, int length) {
        if (length < SHORT_FOLLOWS) {
            frame.writeByte(length);
        } else if (length <= LARGEST_SHORT) {
            frame.writeByte(SHORT_FOLLOWS).writeShort(length);
        } else {
            frame.writeByte(LONG_FOLLOWS).writeLong(length);
        }
    }
}
