package dev.parley.protocol;

import dev.parley.model.Failure;
import dev.parley.model.FailureCode;
import dev.parley.protocol.BridgeFrame.Denied;
import dev.parley.protocol.BridgeFrame.Malformed;
import java.io.IOException;
import java.util.Set;

/** Decodes the frames of the event-bus bridges, within the limits of {@link FrameDecoder}. */
public final class BridgeDecoder {
    private static final Set<String> TYPES = Set.of("send", "publish", "register", "unregister");

    private BridgeDecoder() {}

    /** Decodes one frame; never throws. */
    public static BridgeFrame decode(String json) {
        try {
            String type = JsonFields.find("type", json);
            if (type.equals("ping")) {
                return new BridgeFrame.Ping();
            }
            return TYPES.contains(type)
                    ? decode(type, JsonFields.find("address", json), json)
                    : malformed("a frame has a type that this server knows");
        } catch (IOException notJson) {
            return malformed("a frame is one JSON object within the limits");
        }
    }

    private static BridgeFrame decode(String type, String address, String json) throws IOException {
        try (JsonFields in = JsonFields.of(json)) {
            BridgeReader reader = new BridgeReader(in);
            if (type.equals("send") && BridgeReader.CALLS.contains(address)) {
                return reader.call(address);
            }
            BridgeFrame frame = frame(type, address, reader);
            return in.failure()
                    .<BridgeFrame>map(wrong -> malformed(wrong.getMessage()))
                    .orElse(frame);
        }
    }

    private static BridgeFrame frame(String type, String address, BridgeReader reader) throws IOException {
        if (type.equals("send") && address.startsWith(BridgeFrame.ANSWER)) {
            return reader.verdict(address);
        }
        reader.read();
        return registration(type, address, reader);
    }

    private static BridgeFrame registration(String type, String address, BridgeReader reader) {
        if (type.equals("register") && address.equals(BridgeFrame.HOOK)) {
            return new BridgeFrame.Hook(reader.headers(), reader.reply());
        }
        boolean open = address.startsWith(BridgeFrame.USER);
        if (open && type.equals("register")) {
            return new BridgeFrame.Register(address, reader.headers());
        }
        return open && type.equals("unregister")
                ? new BridgeFrame.Unregister(address)
                : new Denied(address, reader.reply());
    }

    private static Malformed malformed(String message) {
        return new Malformed(Failure.of(FailureCode.BAD_FRAME, message));
    }
}
