package dev.parley.store.cassandra;

import dev.parley.model.Message;
import dev.parley.store.AppendOutcome;
import dev.parley.store.AppendOutcome.Known;
import dev.parley.store.AppendOutcome.Stored;
import dev.parley.store.AppendOutcome.TooLate;
import dev.parley.store.cassandra.Claim.State;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import java.util.function.LongSupplier;

/** One append on its way. Each step asks how the claim stands, and goes on from there; see the package. */
final class Append {
    private static final long FIRST_PAUSE_MILLIS = 10;
    /** The pauses add up to 1.3 s: longer than an append takes that is not in trouble. */
    private static final long LAST_PAUSE_MILLIS = 640;

    private final Vertx vertx;
    private final Tables tables;
    private final LongSupplier clockMillis;
    private final Draft draft;
    private final Message message;
    private final long deadlineMillis;

    Append(Vertx vertx, Tables tables, LongSupplier clockMillis, Draft draft, long deadlineMillis) {
        this.vertx = vertx;
        this.tables = tables;
        this.clockMillis = clockMillis;
        this.draft = draft;
        this.message = draft.message();
        this.deadlineMillis = deadlineMillis;
    }

    Future<AppendOutcome> run() {
        if (isLate()) {
            return tables.claims().find(message).compose(found -> found.map(this::goOn)
                    .orElse(tooLate()));
        }
        Future<Claim> claim = tables.claims().claim(message);
        return Future.all(claim, tables.drafts().put(draft), tables.highWater().reserve(message.id()))
                .compose(begun -> goOn(claim.result()));
    }

    private Future<AppendOutcome> goOn(Claim claim) {
        return claim.isOf(message.id()) ? own(claim) : others(claim);
    }

    private Future<AppendOutcome> own(Claim claim) {
        return switch (claim.state()) {
            case OPEN -> isLate() ? decide(State.ABANDONED) : enter();
            case ACCEPTED -> again(claim);
            case ABANDONED -> tooLate();
        };
    }

    private Future<AppendOutcome> enter() {
        return tables.inboxes()
                .put(draft)
                .compose(entered -> tables.claims().decide(message, isLate() ? State.ABANDONED : State.ACCEPTED))
                .compose(after -> after.isOf(message.id()) && after.state() == State.ACCEPTED ? finish() : goOn(after));
    }

    private Future<AppendOutcome> decide(State state) {
        return tables.claims().decide(message, state).compose(this::goOn);
    }

    /** It was accepted before, perhaps for others: members who have it get the same entry again, which changes nothing. */
    private Future<AppendOutcome> again(Claim accepted) {
        return isLate()
                ? tables.finisher().finish(accepted).map(new Stored())
                : tables.inboxes().put(draft).compose(entered -> finish());
    }

    private Future<AppendOutcome> finish() {
        return tables.finisher().finish(draft).map(new Stored());
    }

    private Future<AppendOutcome> others(Claim claim) {
        if (claim.state() == State.ACCEPTED) {
            return tables.finisher().finish(claim).map(new Known(claim.id(), claim.conversation()));
        }
        if (isLate()) {
            return tooLate();
        }
        return claim.state() == State.OPEN ? wait(claim, FIRST_PAUSE_MILLIS) : takeOver(claim);
    }

    /** The other may be under way: it gets the time that an append takes. */
    private Future<AppendOutcome> wait(Claim claim, long pauseMillis) {
        if (pauseMillis > LAST_PAUSE_MILLIS) {
            return takeOver(claim);
        }
        return vertx.timer(pauseMillis)
                .compose(later -> tables.claims().find(message))
                .compose(found -> found.filter(now -> !now.equals(claim)).isPresent()
                        ? goOn(found.get())
                        : wait(claim, pauseMillis * 2));
    }

    /** Claims move to larger ids only, so that an id which lost its claim has lost it for good. */
    private Future<AppendOutcome> takeOver(Claim claim) {
        if (isLate() || message.id().compareTo(claim.id()) < 0) {
            return tooLate();
        }
        return tables.claims().takeOver(claim, message).compose(this::goOn);
    }

    private boolean isLate() {
        return clockMillis.getAsLong() > deadlineMillis;
    }

    private static Future<AppendOutcome> tooLate() {
        return Future.succeededFuture(new TooLate());
    }
}
