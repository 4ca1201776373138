package dev.parley.protocol;

import dev.parley.model.Content;
import dev.parley.model.Failure;
import dev.parley.model.FailureCode;
import java.io.IOException;
import java.util.Optional;
import java.util.function.Supplier;

/**
 * Decodes client frames. Unknown fields are skipped and types are never coerced. A frame is walked once up to its {@code
 * type}, which clients write first, and once through.
 */
public final class FrameDecoder {
    private FrameDecoder() {}

    /** Decodes one frame; never throws. */
    public static Decoded decode(String json) {
        try {
            String type = JsonFields.find("type", json);
            try (JsonFields in = JsonFields.of(json)) {
                return decode(type, in, new FrameReader(in));
            }
        } catch (IOException notJson) {
            return malformed("a frame is one JSON object within the limits");
        }
    }

    private static Decoded decode(String type, JsonFields in, FrameReader reader) throws IOException {
        return switch (type) {
            case "hello" -> finish(reader.hello(), in);
            case "send" -> send(in, reader);
            case "received" -> finish(reader.received(), in);
            case "read" -> finish(reader.read(), in);
            case "typing" -> finish(reader.typing(), in);
            case "presence" -> finish(reader.presence(), in);
            case "sync" -> finish(reader.sync(), in);
            case "heartbeat" -> finish(reader.heartbeat(), in);
            case "token" -> finish(reader.token(), in);
            default -> malformed("a frame has a type that this server knows");
        };
    }

    private static Decoded finish(ClientFrame frame, JsonFields in) throws IOException {
        return finish(() -> frame, in);
    }

    private static Decoded finish(Supplier<ClientFrame> frame, JsonFields in) throws IOException {
        in.end();
        return valid(frame, in);
    }

    /** What came of an object that was read. */
    static Decoded valid(Supplier<ClientFrame> frame, JsonFields in) {
        Optional<Decoded> wrong = in.failure().map(failure -> malformed(failure.getMessage()));
        return wrong.orElseGet(() -> new Decoded.Valid(frame.get()));
    }

    private static Decoded send(JsonFields in, FrameReader reader) throws IOException {
        Content content = reader.send();
        in.end();
        return send(content, in, reader);
    }

    /** What came of a {@code send} that was read. */
    static Decoded send(Content content, JsonFields in, FrameReader reader) {
        if (in.failure().isEmpty()) {
            return new Decoded.Valid(new ClientFrame.Send(reader.target(), content));
        }
        Failure failure = in.failure().get();
        boolean named = TextRules.ref(content.ref()).isEmpty();
        return named ? new Decoded.RefusedSend(content.ref(), failure) : malformed(failure.getMessage());
    }

    private static Decoded malformed(String message) {
        return new Decoded.Malformed(Failure.of(FailureCode.BAD_FRAME, message));
    }
}
