package dev.parley.accounts;

import dev.parley.accounts.PushQueue.Entry;
import dev.parley.model.Failure;
import dev.parley.model.FailureCode;
import io.vertx.core.Future;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;

/**
 * Adds to the queue in batches: what comes while one is written is written with the next, so that a busy hour costs a
 * transaction for many messages, not one for each. Used on one context.
 */
final class PushIntake {
    /** The most users that one transaction looks up. */
    private static final int MOST_USERS = 2_000;
    /** The most entries that wait. More are refused, and whoever has them comes again. */
    private static final int MOST_WAITING = 20_000;

    private final PushQueue queue;
    private final InstantSource clock;
    private Future<Void> current = Future.succeededFuture();
    private Future<Void> next = Future.succeededFuture();
    private List<Entry> waiting = new ArrayList<>();

    PushIntake(PushQueue queue, InstantSource clock) {
        this.queue = queue;
        this.clock = clock;
    }

    /** @return a future completed when these are durable, or failed as the queue fails */
    Future<Void> add(List<Entry> entries) {
        if (waiting.size() + entries.size() > MOST_WAITING) {
            return Future.failedFuture(Failure.of(FailureCode.UNAVAILABLE, "too many pushes wait to be queued"));
        }
        if (current.isComplete()) {
            current = write(entries, 0);
            return current;
        }
        if (waiting.isEmpty()) {
            next = current.transform(written -> writeWaiting());
        }
        waiting.addAll(entries);
        return next;
    }

    private Future<Void> writeWaiting() {
        List<Entry> batch = waiting;
        waiting = new ArrayList<>();
        current = write(batch, 0);
        return current;
    }

    private Future<Void> write(List<Entry> entries, int start) {
        if (start == entries.size()) {
            return Future.succeededFuture();
        }
        int end = start + 1;
        int users = entries.get(start).users().size();
        while (end < entries.size() && users + entries.get(end).users().size() <= MOST_USERS) {
            users += entries.get(end).users().size();
            end++;
        }
        int stop = end;
        Instant now = clock.instant();
        return queue.add(entries.subList(start, stop), now, now.plus(Pushes.KEPT))
                .compose(added -> write(entries, stop));
    }
}
