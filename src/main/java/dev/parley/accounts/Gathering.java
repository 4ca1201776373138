package dev.parley.accounts;

import dev.parley.model.Failure;
import dev.parley.model.FailureCode;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;

/**
 * Does at once what many ask for: what comes while one group is on its way goes together in the next, so that nobody waits
 * while nothing is under way, and a busy hour costs one step for many. Safe for use by any thread.
 *
 * @param <Q> what is asked for
 * @param <A> what a group is answered
 */
public final class Gathering<Q, A> {
    private static final int MOST_AT_ONCE = 256;
    /** Who comes when so many wait has to come again: the steps do not keep up. */
    private static final int MOST_WAITING = 20_000;

    private final Function<List<Q>, Future<A>> step;
    private final List<Waiting<Q, A>> waiting = new ArrayList<>();
    private boolean underWay;

    /** @param step does what a group asks for, none of it twice */
    public Gathering(Function<List<Q>, Future<A>> step) {
        this.step = step;
    }

    private record Waiting<Q, A>(Q asked, Promise<A> answered) {}

    /**
     * @return a future completed with what the group of {@code asked} is answered; its step begins after this call. It fails as
     *     the step does, or with {@code UNAVAILABLE} when too many wait
     */
    public Future<A> add(Q asked) {
        Waiting<Q, A> next = new Waiting<>(asked, Promise.promise());
        if (!enqueue(next)) {
            return Future.failedFuture(Failure.of(FailureCode.UNAVAILABLE, "too many ask at once"));
        }
        goOn();
        return next.answered().future();
    }

    private synchronized boolean enqueue(Waiting<Q, A> next) {
        return waiting.size() < MOST_WAITING && waiting.add(next);
    }

    private void goOn() {
        List<Waiting<Q, A>> group = take();
        if (!group.isEmpty()) {
            Future.succeededFuture(group.stream().map(Waiting::asked).distinct().toList())
                    .compose(step)
                    .onComplete(done -> end())
                    .onComplete((answer, cause) ->
                            group.forEach(one -> one.answered().complete(answer, cause)));
        }
    }

    private synchronized List<Waiting<Q, A>> take() {
        if (underWay) {
            return List.of();
        }
        List<Waiting<Q, A>> next = waiting.subList(0, Math.min(waiting.size(), MOST_AT_ONCE));
        List<Waiting<Q, A>> group = List.copyOf(next);
        next.clear();
        underWay = !group.isEmpty();
        return group;
    }

    private void end() {
        synchronized (this) {
            underWay = false;
        }
        goOn();
    }
}
