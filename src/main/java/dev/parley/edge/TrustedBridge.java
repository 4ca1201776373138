package dev.parley.edge;

import dev.parley.model.Failure;
import dev.parley.model.FailureCode;
import dev.parley.protocol.BridgeDecoder;
import dev.parley.protocol.BridgeForm;
import dev.parley.protocol.BridgeFrame;
import dev.parley.protocol.ServerFrame;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.util.Optional;

/**
 * The bridge for programs of the operator, which show the service token first. After that each may be one of its users, by that
 * user's own token as everywhere, or decide about messages, or both.
 */
final class TrustedBridge implements Dialect {
    private final Session session;
    private final Bridge bridge;
    private final byte[] serviceToken;
    private final HookPrograms programs;
    private Optional<HookProgram> program = Optional.empty();
    private boolean trusted;

    TrustedBridge(Session session, String serviceToken, HookPrograms programs) {
        this.session = session;
        this.bridge = new Bridge(session, BridgeForm.TCP);
        this.serviceToken = serviceToken.getBytes(StandardCharsets.UTF_8);
        this.programs = programs;
    }

    @Override
    public void hear(String text) {
        BridgeFrame frame = BridgeDecoder.decode(text);
        trusted = trusted || isServiceToken(shown(frame));
        if (!trusted && !(frame instanceof BridgeFrame.Ping)) {
            session.malformed(Failure.of(FailureCode.UNAUTHENTICATED, "the first frame shows the service token"));
        } else if (frame instanceof BridgeFrame.Hook hook) {
            serve(hook);
        } else if (frame instanceof BridgeFrame.Verdict verdict && program.isPresent()) {
            program.get().answer(verdict);
        } else {
            bridge.hear(frame);
        }
    }

    @Override
    public EncodedText say(ServerFrame frame) {
        return bridge.say(frame);
    }

    @Override
    public EncodedText sayEncoded(EncodedText frame) {
        return bridge.sayEncoded(frame);
    }

    @Override
    public void leaving() {
        program.ifPresent(programs::retire);
    }

    @Override
    public void over() {
        program.ifPresent(programs::leave);
    }

    /** Doing it again changes nothing. */
    private void serve(BridgeFrame.Hook hook) {
        session.trust();
        if (program.isEmpty()) {
            HookProgram joining = new HookProgram(session.outbox());
            program = Optional.of(joining);
            programs.join(joining)
                    .onSuccess(served ->
                            bridge.reply(BridgeFrame.HOOK, hook.reply()).done("{}"))
                    .onFailure(session::unavailable);
        }
    }

    private boolean isServiceToken(String shown) {
        return MessageDigest.isEqual(shown.getBytes(StandardCharsets.UTF_8), serviceToken);
    }

    private static String shown(BridgeFrame frame) {
        if (frame instanceof BridgeFrame.Call call) {
            return call.headers().service();
        }
        if (frame instanceof BridgeFrame.Register register) {
            return register.headers().service();
        }
        return frame instanceof BridgeFrame.Hook hook ? hook.headers().service() : "";
    }
}
