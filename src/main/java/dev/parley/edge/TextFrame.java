package dev.parley.edge;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.ByteBufAllocator;

/** Text as a server's WebSocket carries it: in one frame, unmasked (RFC 6455, section 5.2). */
final class TextFrame {
    private static final int FINAL_TEXT = 0x81;
    private static final int LONGEST_HEAD = 2 + Long.BYTES;
    private static final int SHORT_FOLLOWS = 126;
    private static final int LONG_FOLLOWS = 127;
    private static final int LARGEST_SHORT = 0xFFFF;

    private TextFrame() {}

    static ByteBuf of(EncodedText text, ByteBufAllocator memory) {
        return append(text, memory.directBuffer(LONGEST_HEAD + text.length()));
    }

    /** Writes the frame behind those that {@code frames} has. */
    static ByteBuf append(EncodedText text, ByteBuf frames) {
        int length = text.length();
        frames.ensureWritable(LONGEST_HEAD + length).writeByte(FINAL_TEXT);
        writeLength(frames, length);
        return frames.writeBytes(text.utf8());
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
