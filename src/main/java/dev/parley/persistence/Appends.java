package dev.parley.persistence;

import dev.parley.bus.PersistenceService.Append;
import dev.parley.bus.PersistenceService.Appended;
import dev.parley.store.AppendOutcome;
import dev.parley.store.MessageStore;
import io.vertx.core.Future;
import java.util.function.LongSupplier;

/**
 * Stores messages within the {@link Horizon}. An id out of time still goes to the store, which answers for a known ref
 * and else writes nothing: so a resend of a stored message is never told to come with a new id.
 */
final class Appends {
    private static final int MOST_MEMBERS = 1_000;

    private final MessageStore store;
    private final LongSupplier clockMillis;
    private final Horizon horizon;

    Appends(MessageStore store, LongSupplier clockMillis, Horizon horizon) {
        this.store = store;
        this.clockMillis = clockMillis;
        this.horizon = horizon;
    }

    Future<Appended> append(Append question) {
        Limits.require("members", question.members().size(), MOST_MEMBERS);
        return store.append(
                        question.message(),
                        question.members(),
                        horizon.deadline(question.message().id()))
                .map(this::answer);
    }

    /** A deadline that has passed lets nothing new be stored. */
    Future<Appended> known(Append question) {
        Limits.require("members", question.members().size(), MOST_MEMBERS);
        return store.append(question.message(), question.members(), 0).map(this::answer);
    }

    private Appended answer(AppendOutcome outcome) {
        if (outcome instanceof AppendOutcome.Known known) {
            return new Appended.Known(known.id(), known.conversation());
        }
        if (outcome instanceof AppendOutcome.TooLate) {
            return new Appended.OutOfTime(clockMillis.getAsLong());
        }
        return new Appended.Stored();
    }
}
