package dev.parley.edge;

import dev.parley.protocol.BridgeEncoder;
import dev.parley.protocol.BridgeForm;
import dev.parley.protocol.FrameEncoder;
import dev.parley.protocol.ServerFrame;
import java.util.Optional;

/**
 * The answer to one frame of the bridge.
 *
 * @param to where it is waited for; without it, only failures are told
 */
record Reply(Session session, BridgeForm form, Optional<String> to) {
    /** @param body JSON */
    void done(String body) {
        to.ifPresent(address -> session.outbox().writeAsIs(BridgeEncoder.received(form, address, body)));
    }

    void fail(Throwable cause) {
        session.outbox().writeAsIs(BridgeEncoder.failed(to, Failures.of(cause)));
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
            done(FrameEncoder.encode(answer));
        }
    }
}
