package dev.parley.edge;

import dev.parley.model.Message;
import dev.parley.model.UserId;
import dev.parley.protocol.FrameEncoder;
import dev.parley.protocol.ServerFrame.MessageFrame;
import java.util.Optional;

/**
 * Encodes messages, once for all sessions of this event loop that get the same one in a row: a delivery is handed to the
 * sessions of its members one after the other. For one thread.
 */
final class MessageFrames {
    private Optional<Encoded> own = Optional.empty();
    private Optional<Encoded> others = Optional.empty();

    private record Encoded(Message message, EncodedText frame) {}

    /** The {@code message} frame as {@code viewer} sees it. */
    EncodedText encode(Message message, UserId viewer) {
        if (message.from().equals(viewer)) {
            own = encode(message, true, own);
            return own.get().frame();
        }
        others = encode(message, false, others);
        return others.get().frame();
    }

    private static Optional<Encoded> encode(Message message, boolean own, Optional<Encoded> last) {
        return last.filter(encoded -> encoded.message().equals(message)).or(() -> Optional.of(encode(message, own)));
    }

    private static Encoded encode(Message message, boolean own) {
        return new Encoded(message, new EncodedText(FrameEncoder.encode(new MessageFrame(message, own))));
    }
}
