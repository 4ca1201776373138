package dev.parley.fuzz;

import static org.assertj.core.api.Assertions.assertThat;

import dev.parley.model.FailureCode;
import dev.parley.protocol.BridgeDecoder;
import dev.parley.protocol.BridgeFrame;
import dev.parley.protocol.ClientFrame;
import dev.parley.protocol.Decoded;
import dev.parley.protocol.FrameDecoder;
import java.nio.charset.StandardCharsets;

/** Frames, ours and those of the bridge: each is understood, or refused with a failure that the contract has. */
public final class FrameFuzz {
    private static final int LONGEST_REF = 64;

    private FrameFuzz() {}

    /** The target. */
    public static void fuzzerTestOneInput(byte[] bytes) {
        String json = new String(bytes, StandardCharsets.UTF_8);
        check(json, FrameDecoder.decode(json));
        BridgeFrame frame = BridgeDecoder.decode(json);
        if (frame instanceof BridgeFrame.Call call) {
            check(json, call.body());
        } else if (frame instanceof BridgeFrame.Malformed malformed) {
            assertThat(malformed.failure().code()).as(json).isEqualTo(FailureCode.BAD_FRAME);
        }
    }

    private static void check(String json, Decoded decoded) {
        if (decoded instanceof Decoded.Malformed malformed) {
            assertThat(malformed.failure().code()).as(json).isEqualTo(FailureCode.BAD_FRAME);
        } else if (decoded instanceof Decoded.RefusedSend refused) {
            assertThat(refused.failure().code()).as(json).isIn(FailureCode.INVALID, FailureCode.TEXT_TOO_LONG);
            assertThat(refused.ref()).as(json).isNotEmpty();
        } else if (((Decoded.Valid) decoded).frame() instanceof ClientFrame.Send send) {
            String ref = send.content().ref();
            assertThat(ref.codePointCount(0, ref.length())).as(json).isBetween(1, LONGEST_REF);
            assertThat(send.content().text()).as(json).isNotEmpty();
        }
    }
}
