package dev.parley.edge;

import dev.parley.bus.NodeService.Deliver;
import dev.parley.model.Failure;
import dev.parley.model.FailureCode;
import dev.parley.model.SessionId;
import dev.parley.node.Identity;
import dev.parley.node.Recipient;
import dev.parley.node.TrafficMeter;
import dev.parley.protocol.ClientFrame;
import dev.parley.protocol.CloseCode;
import dev.parley.protocol.Decoded;
import dev.parley.protocol.ServerFrame;
import io.vertx.core.Context;
import io.vertx.core.Future;
import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import java.util.function.Function;

/**
 * One client's connection, from its first byte to its last. What it does with a frame is up to its {@link Phase}; what is
 * the same in all of them is here: counting what is wrong, limiting, closing.
 */
final class Session implements Connection.Listener, Recipient, Drain.Guest {
    private static final int MALFORMED_BORNE = 2;
    private static final long FINISHING_SECONDS = 3;

    private final Surroundings around;
    private final Context context;
    private final Connection connection;
    private final Consumer<Session> onClosed;
    private final Dialect dialect;
    private final Outbox outbox;
    private final Sends sends;
    private final SendRate rate;
    private Phase phase;
    private Future<Void> gone = Future.succeededFuture();
    private int malformed;
    private volatile long heardAt;

    /**
     * @param speaking makes its dialect
     * @param onClosed called once, when the session is over
     */
    Session(
            Surroundings around,
            Context context,
            Function<Session, Dialect> speaking,
            Connection connection,
            Consumer<Session> onClosed) {
        this.around = around;
        this.context = context;
        this.connection = connection;
        this.onClosed = onClosed;
        this.dialect = speaking.apply(this);
        this.outbox = new Outbox(connection, dialect, meter(), () -> close(CloseCode.TOO_SLOW));
        this.sends = new Sends(this);
        this.rate = around.rates().get();
        this.heardAt = around.wheel().now();
        this.phase = new AwaitingHello(this, around.wheel());
    }

    void start() {
        connection.listen(this);
    }

    @Override
    public void text(String frame) {
        heardAt = around.wheel().now();
        Optional<Duration> wait = rate.frame();
        if (wait.isPresent()) {
            outbox.write(new ServerFrame.ErrorFrame(slowDown(wait.get())));
            countRefusal();
        } else if (FrameSize.isOver(frame)) {
            tooBig();
        } else {
            dialect.hear(frame);
        }
    }

    @Override
    public void noText() {
        malformed(Failure.of(FailureCode.BAD_FRAME, "frames are text"));
    }

    @Override
    public void tooBig() {
        close(CloseCode.TOO_BIG);
    }

    @Override
    public void closed() {
        over();
    }

    @Override
    public void deliver(Deliver delivery) {
        phase.deliver(delivery);
    }

    @Override
    public void end(End reason) {
        close(
                switch (reason) {
                    case REPLACED -> CloseCode.REPLACED;
                    case REVOKED -> CloseCode.REVOKED;
                });
    }

    @Override
    public Instant lastHeard() {
        return Instant.now().minusMillis(around.wheel().now() - heardAt);
    }

    /** Asks the client to go, after a while, and to come back elsewhere. */
    @Override
    public void sendAway(Duration after, Optional<URI> elsewhere) {
        dialect.leaving();
        outbox.write(new ServerFrame.Reconnect(after, elsewhere, CloseCode.DRAINING.reason()));
    }

    /**
     * Takes in nothing more, answers what was sent, and closes.
     *
     * @return a future completed when the client was told and nothing outside knows of the session
     */
    @Override
    public Future<Void> finish() {
        connection.pause();
        return sends.idle()
                .timeout(FINISHING_SECONDS, TimeUnit.SECONDS)
                .otherwiseEmpty()
                .compose(answered -> close(CloseCode.DRAINING));
    }

    /** Closes the session, unless it is closed; the future is completed when that is done. */
    Future<Void> close(CloseCode code) {
        if (!over()) {
            return gone;
        }
        meter().closed(code.number());
        Future<Void> told = connection.close(code, dialect.say(new ServerFrame.Close(code)));
        gone = Future.join(told, gone).mapEmpty();
        return gone;
    }

    /** Goes on as {@code next}. */
    <P extends Phase> P enter(P next) {
        phase = next;
        return next;
    }

    /**
     * Says {@code hello} for the client.
     *
     * @return a future completed when it is answered
     */
    Future<Void> greet(ClientFrame.Hello hello) {
        phase.frame(hello);
        return phase instanceof Greeting greeting ? greeting.answered() : Future.succeededFuture();
    }

    /** A frame showed a token that is good. */
    void showed(Identity identity) {
        if (phase instanceof Joined joined) {
            joined.showed(identity);
        } else {
            trust();
        }
    }

    /** It is known that whoever is there may be there. */
    void trust() {
        if (phase instanceof AwaitingHello awaiting) {
            connection.trust();
            awaiting.leave();
            enter(new Calling(this));
        }
    }

    /** Ends what {@code hello} began, but not the connection. */
    Future<Void> leaveUser() {
        return phase instanceof Joined joined ? leave(joined) : Future.succeededFuture();
    }

    /** Who sends, when a frame shows {@code identity}. */
    Sends.Sender sender(Identity identity) {
        Optional<SessionId> joined =
                phase instanceof Joined here && here.sender().user().equals(identity.user())
                        ? here.sender().session()
                        : Optional.empty();
        return new Sends.Sender(identity, joined);
    }

    /** Tells of something that was no frame; the third time is the last. */
    void malformed(Failure failure) {
        outbox.write(new ServerFrame.ErrorFrame(failure));
        if (++malformed > MALFORMED_BORNE) {
            close(CloseCode.BAD_FRAME);
        }
    }

    /** Counts a frame that was refused for coming too soon. */
    void countRefusal() {
        if (rate.refusedTooOften()) {
            close(CloseCode.RATE_LIMITED);
        }
    }

    /** Tells that the server cannot do its part, and closes. */
    void unavailable(Throwable cause) {
        Failure failure = Failures.of(cause);
        outbox.write(new ServerFrame.ErrorFrame(
                failure.code().retryable() ? failure : Failure.of(FailureCode.UNAVAILABLE, failure.getMessage())));
        close(CloseCode.UNAVAILABLE);
    }

    void unlessTooSlow(boolean keepsUp) {
        if (!keepsUp) {
            close(CloseCode.TOO_SLOW);
        }
    }

    /** The same future, completed on this session's context. */
    <T> Future<T> here(Future<T> elsewhere) {
        return Future.future(promise -> elsewhere.onComplete((value, cause) -> {
            context.runOnContext(back -> promise.complete(value, cause));
        }));
    }

    static Failure slowDown(Duration wait) {
        return Failure.of(FailureCode.RATE_LIMITED, "too many at once").retryAfter(wait);
    }

    Surroundings around() {
        return around;
    }

    Connection connection() {
        return connection;
    }

    Sends sends() {
        return sends;
    }

    boolean isOver() {
        return phase instanceof Phase.Closed;
    }

    Outbox outbox() {
        return outbox;
    }

    /** When something was last heard of the client, by the wheel's time. */
    long heardAt() {
        return heardAt;
    }

    /** Takes in a frame. */
    void take(Decoded decoded) {
        if (decoded instanceof Decoded.Valid valid) {
            meter().heard(valid.frame().getClass());
            phase.frame(valid.frame());
        } else if (decoded instanceof Decoded.RefusedSend refused) {
            phase.refused(refused);
        } else {
            malformed(((Decoded.Malformed) decoded).failure());
        }
    }

    private TrafficMeter meter() {
        return around.node().edge().meter();
    }

    private Future<Void> leave(Joined joined) {
        phase = new Calling(this);
        return joined.leave();
    }

    /** Leaves whatever phase it is in; false when it was over already. */
    private boolean over() {
        if (isOver()) {
            return false;
        }
        outbox.close();
        sends.clear();
        dialect.over();
        gone = phase.leave();
        phase = new Phase.Closed();
        onClosed.accept(this);
        return true;
    }
}
