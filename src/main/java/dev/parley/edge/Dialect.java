package dev.parley.edge;

import dev.parley.protocol.FrameDecoder;
import dev.parley.protocol.FrameEncoder;
import dev.parley.protocol.ServerFrame;

/** What a session speaks: how it understands what arrives, and how frames look on the wire. For one session's context. */
interface Dialect {
    /** Takes in a text that keeps the limits. */
    void hear(String text);

    /** The client is about to be asked to go elsewhere. */
    default void leaving() {
        // most wait for it to go
    }

    /** The session is over. */
    default void over() {
        // most keep nothing outside of it
    }

    /** The text for a frame. */
    default EncodedText say(ServerFrame frame) {
        return sayEncoded(new EncodedText(FrameEncoder.encode(frame)));
    }

    /** The text for a frame of a log, which was encoded once for all who get it. */
    EncodedText sayEncoded(EncodedText frame);

    /** The frames of Parley as they are. */
    record Frames(Session session) implements Dialect {
        @Override
        public void hear(String text) {
            session.take(FrameDecoder.decode(text));
        }

        @Override
        public EncodedText sayEncoded(EncodedText frame) {
            return frame;
        }
    }
}
