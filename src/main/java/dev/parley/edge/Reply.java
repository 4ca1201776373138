package dev.parley.edge;

import dev.parley.model.Failure;
import dev.parley.protocol.BridgeEncoder;
import dev.parley.protocol.BridgeForm;
import dev.parley.protocol.FrameEncoder;
import dev.parley.protocol.ServerFrame;
import java.util.Optional;

/**
 * The answer to one frame of the bridge.
 *
 * @param asked the address that it was for
 * @param to where it is waited for; without it, only failures are told
 */
record Reply(Session session, BridgeForm form, String asked, Optional<String> to) {
    /** @param body JSON */
    void done(String body) {
        to.ifPresent(address -> session.outbox().writeAsIs(BridgeEncoder.answered(form, address, body)));
    }

    void fail(Throwable cause) {
        Failure failure = Failures.of(cause);
        session.outbox()
                .writeAsIs(to.map(address -> BridgeEncoder.failed(form, asked, address, failure))
                        .orElseGet(() -> BridgeEncoder.failed(failure)));
    }

    /** The same for what no client that behaves asks for. */
    void refuse(Throwable cause) {
        fail(cause);
        session.countRefusal();
    }

    /** What became of a send. */
    void sent(ServerFrame answer) {
        if (answer instanceof ServerFrame.Failed failed) {
            fail(failed.failure());
        } else {
            done(new EncodedText(FrameEncoder.encode(answer)).text());
        }
    }
}
