package dev.parley.store.rocks;

import dev.parley.model.UserId;
import io.vertx.core.internal.ContextInternal;
import java.time.Instant;
import java.util.Map;

/** When users were last active. */
final class PendingSeen extends PendingWrite<Void> {
    private static final int PER_USER = 96;

    private final Map<UserId, Instant> seen;

    PendingSeen(Map<UserId, Instant> seen, ContextInternal caller) {
        super(caller);
        this.seen = Map.copyOf(seen);
    }

    Map<UserId, Instant> seen() {
        return seen;
    }

    @Override
    int weight() {
        return OVERHEAD + PER_USER * seen.size();
    }

    @Override
    Addition<Void> prepare(Group group) {
        return group.marks().prepare(this);
    }
}
