package dev.parley.store.rocks;

import dev.parley.model.Failure;
import io.vertx.core.internal.ContextInternal;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** The answers of one group, gathered so that each context wakes up once and not once for every write. */
final class Replies {
    private final Map<ContextInternal, List<Runnable>> byContext = new LinkedHashMap<>();

    <T> void add(PendingWrite<T> write, T outcome) {
        of(write).add(() -> write.complete(outcome));
    }

    void add(PendingWrite<?> write, Failure failure) {
        of(write).add(() -> write.fail(failure));
    }

    void send() {
        byContext.forEach((context, replies) -> context.execute(() -> replies.forEach(Runnable::run)));
    }

    private List<Runnable> of(PendingWrite<?> write) {
        return byContext.computeIfAbsent(write.home(), context -> new ArrayList<>());
    }
}
