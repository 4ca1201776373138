package dev.parley.edge;

import dev.parley.model.Cursor;
import dev.parley.model.Failure;
import dev.parley.model.FailureCode;
import dev.parley.model.Message;
import dev.parley.model.UserId;
import dev.parley.protocol.Limits;
import io.vertx.core.Future;
import java.util.Optional;

/**
 * Brings a user's messages to one session: live, or from the inbox while live ones are held. One run through the inbox at
 * a time; one more may wait.
 */
final class MessageFlow {
    private final Surroundings around;
    private final UserId user;
    private final Outbox outbox;
    private final Unacknowledged sent;
    private State state;

    /** Where the flow stands. */
    private sealed interface State {
        /** Messages go straight to the client. */
        record Live() implements State {}

        /** A run is under way; live messages are held with it. */
        record CatchingUp(CatchUp run, Optional<Request> next) implements State {}
    }

    /** A wish of the client to have what follows a cursor. */
    private record Request(Cursor cursor, int limit) {}

    /**
     * Holds live messages until {@link #begin}.
     *
     * @param background whether the session does not show its user online
     */
    MessageFlow(Surroundings around, UserId user, boolean background, Outbox outbox) {
        this.around = around;
        this.user = user;
        this.outbox = outbox;
        this.sent = new Unacknowledged(user, background, around.escalations());
        this.state = catchingUp(Limits.SYNC_LIMIT_DEFAULT, true);
    }

    /**
     * Catches up from a cursor, to the end, and goes live.
     *
     * @return a future completed when that is done, or failed when the inbox cannot be read
     */
    Future<Void> begin(Optional<Cursor> cursor) {
        CatchUp run = ((State.CatchingUp) state).run();
        return run.run(cursor).onSuccess(done -> proceed());
    }

    /**
     * Takes a message that was delivered to this node.
     *
     * @return false when it can neither be sent nor held
     */
    boolean deliver(Message message) {
        sent.sent(message);
        if (state instanceof State.CatchingUp catchingUp) {
            return catchingUp.run().hold(message);
        }
        outbox.write(around.frames().encode(message, user));
        around.node().edge().meter().delivered(message.id());
        return true;
    }

    /**
     * Sends what follows a cursor, after what is under way.
     *
     * @return what is wrong, when it cannot be done
     */
    Optional<Failure> sync(Cursor cursor, int limit) {
        if (!(state instanceof State.CatchingUp catchingUp)) {
            start(new Request(cursor, limit));
            return Optional.empty();
        }
        if (catchingUp.next().isPresent()) {
            return Optional.of(Failure.of(FailureCode.RATE_LIMITED, "one sync at a time, and one waiting"));
        }
        state = new State.CatchingUp(catchingUp.run(), Optional.of(new Request(cursor, limit)));
        return Optional.empty();
    }

    /** What was sent and not acknowledged. */
    Unacknowledged sent() {
        return sent;
    }

    private void start(Request request) {
        State.CatchingUp started = catchingUp(request.limit(), false);
        state = started;
        started.run().run(Optional.of(request.cursor())).onComplete(done -> proceed(), cause -> {
            outbox.write(Failures.frame(cause));
            started.run().release();
            proceed();
        });
    }

    private void proceed() {
        Optional<Request> next = ((State.CatchingUp) state).next();
        state = new State.Live();
        next.ifPresent(this::start);
    }

    private State.CatchingUp catchingUp(int limit, boolean toTheEnd) {
        return new State.CatchingUp(new CatchUp(around, user, outbox, sent, limit, toTheEnd), Optional.empty());
    }
}
