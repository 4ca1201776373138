package dev.parley.store.cassandra;

import dev.parley.model.Message;
import dev.parley.model.UserId;
import dev.parley.store.AppendOutcome;
import dev.parley.store.AppendOutcome.Known;
import dev.parley.store.AppendOutcome.Stored;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Supplier;

/**
 * Lets the appends of one ref through one after the other, and answers those that follow from the outcome of the one
 * before where that says enough. Lightweight transactions on one row at the same time would only hinder each other.
 */
final class RefTurns {
    private final Map<Ref, Turn> latest = new ConcurrentHashMap<>();

    private record Ref(UserId sender, String ref) {}

    private record Turn(Message message, Promise<AppendOutcome> outcome) {}

    Future<AppendOutcome> take(Message message, Supplier<Future<AppendOutcome>> append) {
        Ref ref = new Ref(message.from(), message.ref());
        Turn turn = new Turn(message, Promise.promise());
        Turn before = latest.put(ref, turn);
        Future<AppendOutcome> outcome = before == null
                ? Future.succeededFuture().compose(first -> append.get())
                : before.outcome().future().compose(ended -> follow(message, before.message(), ended, append));
        outcome.onComplete(ended -> latest.remove(ref, turn)).onComplete(turn.outcome());
        return turn.outcome().future();
    }

    private static Future<AppendOutcome> follow(
            Message message, Message before, AppendOutcome ended, Supplier<Future<AppendOutcome>> append) {
        if (ended instanceof Stored) {
            return Future.succeededFuture(seenBy(message, new Known(before.id(), before.conversation())));
        }
        return ended instanceof Known known ? Future.succeededFuture(seenBy(message, known)) : append.get();
    }

    private static AppendOutcome seenBy(Message message, Known known) {
        return known.id().equals(message.id()) ? new Stored() : known;
    }
}
