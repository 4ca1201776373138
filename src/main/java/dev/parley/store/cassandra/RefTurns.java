package dev.parley.store.cassandra;

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

    private record Turn(Draft draft, Promise<AppendOutcome> outcome) {}

    Future<AppendOutcome> take(Draft draft, Supplier<Future<AppendOutcome>> append) {
        Ref ref = new Ref(draft.message().from(), draft.message().ref());
        Turn turn = new Turn(draft, Promise.promise());
        Turn before = latest.put(ref, turn);
        Future<AppendOutcome> outcome = before == null
                ? Future.succeededFuture().compose(first -> append.get())
                : before.outcome().future().compose(ended -> follow(draft, before.draft(), ended, append));
        outcome.onComplete(ended -> latest.remove(ref, turn)).onComplete(turn.outcome());
        return turn.outcome().future();
    }

    private static Future<AppendOutcome> follow(
            Draft draft, Draft before, AppendOutcome ended, Supplier<Future<AppendOutcome>> append) {
        if (ended instanceof Stored
                && !draft.message().id().equals(before.message().id())) {
            return Future.succeededFuture(
                    new Known(before.message().id(), before.message().conversation()));
        }
        if (ended instanceof Stored && before.members().containsAll(draft.members())) {
            return Future.succeededFuture(ended);
        }
        boolean others = ended instanceof Known known
                && !known.id().equals(draft.message().id());
        return others ? Future.succeededFuture(ended) : append.get();
    }
}
