package dev.parley.store.rocks;

import dev.parley.model.Failure;
import dev.parley.store.AppendOutcome;
import io.vertx.core.internal.ContextInternal;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** The answers of one group, gathered so that each context wakes up once and not once for every append. */
final class Replies {
    private final Map<ContextInternal, List<Runnable>> byContext = new LinkedHashMap<>();

    void add(PendingAppend append, AppendOutcome outcome) {
        of(append).add(() -> append.complete(outcome));
    }

    void add(PendingAppend append, Failure failure) {
        of(append).add(() -> append.fail(failure));
    }

    void send() {
        byContext.forEach((context, replies) -> context.execute(() -> replies.forEach(Runnable::run)));
    }

    private List<Runnable> of(PendingAppend append) {
        return byContext.computeIfAbsent(append.home(), context -> new ArrayList<>());
    }
}
