package dev.parley.edge;

import dev.parley.model.Failure;
import dev.parley.model.FailureCode;
import dev.parley.node.Identity;
import dev.parley.protocol.BridgeDecoder;
import dev.parley.protocol.BridgeEncoder;
import dev.parley.protocol.BridgeForm;
import dev.parley.protocol.BridgeFrame;
import dev.parley.protocol.ClientFrame;
import dev.parley.protocol.ServerFrame;
import io.vertx.core.Future;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.Supplier;

/**
 * Speaks as the event-bus bridges of Vert.x do. Registering the address of a user is the {@code hello} of an ordinary session,
 * whose frames are the bodies of what arrives there; nothing is consumed on the event bus. Each frame shows its token, and is
 * taken in turn, for the first ones may have to wait until it is checked.
 */
final class Bridge implements Dialect {
    private final Session session;
    private final BridgeForm form;
    private final BridgeCalls calls;
    private Optional<String> address = Optional.empty();
    private Future<Void> turn = Future.succeededFuture();
    private int waiting;

    Bridge(Session session, BridgeForm form) {
        this.session = session;
        this.form = form;
        this.calls = new BridgeCalls(session);
    }

    @Override
    public void hear(String text) {
        hear(BridgeDecoder.decode(text));
    }

    void hear(BridgeFrame frame) {
        if (frame instanceof BridgeFrame.Call call) {
            inTurn(call.headers(), reply(call.address(), call.reply()), identity -> call(call, identity));
        } else if (frame instanceof BridgeFrame.Register wanted) {
            inTurn(wanted.headers(), reply(wanted.address()), identity -> register(wanted, identity));
        } else if (frame instanceof BridgeFrame.Unregister unwanted) {
            inTurn(() -> unregister(unwanted));
        } else if (frame instanceof BridgeFrame.Denied denied) {
            deny(reply(denied.address(), denied.reply()));
        } else if (frame instanceof BridgeFrame.Hook hook) {
            deny(reply(BridgeFrame.HOOK, hook.reply()));
        } else if (frame instanceof BridgeFrame.Verdict verdict) {
            deny(reply(verdict.question()));
        } else if (frame instanceof BridgeFrame.Ping && form == BridgeForm.TCP) {
            session.outbox().writeAsIs(BridgeEncoder.PONG);
        } else if (frame instanceof BridgeFrame.Malformed malformed) {
            session.malformed(malformed.failure());
        }
    }

    @Override
    public EncodedText say(ServerFrame frame) {
        return frame instanceof ServerFrame.ErrorFrame error
                ? new EncodedText(BridgeEncoder.failed(error.failure()))
                : Dialect.super.say(frame);
    }

    /** Before anything is registered, this is for nobody's handler: clients show it as a message without one. */
    @Override
    public EncodedText sayEncoded(EncodedText frame) {
        return new EncodedText(BridgeEncoder.heard(form, address.orElse(BridgeFrame.USER), frame.text()));
    }

    Reply reply(String asked, Optional<String> to) {
        return new Reply(session, form, asked, to);
    }

    private Reply reply(String asked) {
        return reply(asked, Optional.empty());
    }

    private void inTurn(BridgeFrame.Headers headers, Reply reply, Function<Identity, Future<Void>> next) {
        inTurn(() -> session.here(session.around().node().tokens().verify(headers.token()))
                .onFailure(reply::refuse)
                .compose(identity -> session.isOver() ? Future.succeededFuture() : known(identity, next)));
    }

    private Future<Void> known(Identity identity, Function<Identity, Future<Void>> next) {
        session.showed(identity);
        return next.apply(identity);
    }

    /** Holds the client back while something is under way. */
    private void inTurn(Supplier<Future<Void>> step) {
        waiting++;
        session.connection().pause();
        turn = turn.compose(before -> step.get()).otherwiseEmpty().onComplete(done -> {
            if (--waiting == 0) {
                session.connection().resume();
            }
        });
    }

    private Future<Void> call(BridgeFrame.Call call, Identity identity) {
        calls.take(call.body(), identity, reply(call.address(), call.reply()));
        return Future.succeededFuture();
    }

    private Future<Void> register(BridgeFrame.Register wanted, Identity identity) {
        if (!wanted.address().equals(BridgeFrame.USER + identity.user())) {
            deny(reply(wanted.address()));
            return Future.succeededFuture();
        }
        if (session.sender(identity).session().isPresent()) {
            session.malformed(Failure.of(FailureCode.INVALID, "this address is registered already"));
            return Future.succeededFuture();
        }
        address = Optional.of(wanted.address());
        BridgeFrame.Headers headers = wanted.headers();
        return session.greet(new ClientFrame.Hello(headers.token(), headers.cursor(), headers.background()));
    }

    private Future<Void> unregister(BridgeFrame.Unregister unwanted) {
        if (!address.equals(Optional.of(unwanted.address()))) {
            deny(reply(unwanted.address()));
            return Future.succeededFuture();
        }
        return session.leaveUser();
    }

    private static void deny(Reply reply) {
        reply.refuse(Failure.of(FailureCode.ACCESS_DENIED, "this address is not open to you"));
    }
}
