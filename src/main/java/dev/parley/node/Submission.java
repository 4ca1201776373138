package dev.parley.node;

import dev.parley.bus.Bus;
import dev.parley.bus.RouterService;
import dev.parley.bus.RouterService.Submit;
import dev.parley.bus.RouterService.Submitted;
import dev.parley.model.Failure;
import dev.parley.model.FailureCode;
import dev.parley.model.Message;
import dev.parley.model.MessageId;
import dev.parley.model.SessionId;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import java.time.Duration;
import java.util.HashSet;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;

/**
 * One draft on its way: asked for again with the same id while the outcome is unknown, and with a new id when the store
 * found the old one out of time. One step follows the other, so its state needs no guard.
 */
final class Submission {
    private static final int FIRST_WAIT_MILLIS = 100;
    private static final int MOST_DOUBLINGS = 5;

    private final Vertx vertx;
    private final Bus bus;
    private final LeasedClock clock;
    private final Draft draft;
    private final Optional<SessionId> origin;
    private final long deadlineNanos;
    private final Set<MessageId> tried = new HashSet<>();
    private boolean mayBeStored;
    private int waits;

    Submission(Vertx vertx, Bus bus, LeasedClock clock, Draft draft, Optional<SessionId> origin, Duration patience) {
        this.vertx = vertx;
        this.bus = bus;
        this.clock = clock;
        this.draft = draft;
        this.origin = origin;
        this.deadlineNanos = clock.nanos() + patience.toNanos();
    }

    Future<Accepted> begin() {
        try {
            MessageId id = clock.next();
            tried.add(id);
            return ask(message(id));
        } catch (Failure noLease) {
            return Future.failedFuture(noLease);
        }
    }

    private Future<Accepted> ask(Message message) {
        return bus.request(RouterService.SUBMIT, new Submit(message, origin, mayBeStored))
                .compose(this::answered, cause -> failed(message, cause));
    }

    private Future<Accepted> answered(Submitted answer) {
        if (answer instanceof Submitted.Accepted accepted) {
            boolean duplicate = !tried.contains(accepted.id());
            return Future.succeededFuture(new Accepted(accepted.id(), accepted.conversation(), duplicate));
        }
        return outOfTime((Submitted.OutOfTime) answer);
    }

    /** The first time a new id will do. A clock that is ahead of the store's has to wait for it. */
    private Future<Accepted> outOfTime(Submitted.OutOfTime answer) {
        clock.observe(answer.nowMillis());
        return tried.size() == 1
                ? begin()
                : later(this::begin, Failure.of(FailureCode.UNAVAILABLE, "the clocks of the servers differ too much"));
    }

    private Future<Accepted> failed(Message message, Throwable cause) {
        if (!isPassing(cause)) {
            return Future.failedFuture(cause);
        }
        mayBeStored = true;
        return later(() -> ask(message), cause);
    }

    private Future<Accepted> later(Supplier<Future<Accepted>> next, Throwable cause) {
        int longest = FIRST_WAIT_MILLIS << Math.min(waits++, MOST_DOUBLINGS);
        int wait = ThreadLocalRandom.current().nextInt(longest / 2, longest + 1);
        boolean tooLate = clock.nanos() + TimeUnit.MILLISECONDS.toNanos(wait) - deadlineNanos > 0;
        return tooLate
                ? Future.failedFuture(cause)
                : vertx.timer(wait, TimeUnit.MILLISECONDS).compose(due -> next.get());
    }

    private static boolean isPassing(Throwable cause) {
        return cause instanceof Failure failure
                && (failure.code() == FailureCode.TIMEOUT || failure.code() == FailureCode.UNAVAILABLE);
    }

    private Message message(MessageId id) {
        return Message.of(id, draft.conversation(), draft.from(), draft.content());
    }
}
