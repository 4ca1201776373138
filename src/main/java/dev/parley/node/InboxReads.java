package dev.parley.api;

import dev.parley.bus.Bus;
import dev.parley.bus.PersistenceService;
import dev.parley.bus.PersistenceService.SyncPage;
import dev.parley.node.Admission;
import io.vertx.core.Future;

/** Reads inboxes, so few at once that they leave the store to live traffic. For one event loop. */
final class InboxReads {
    private static final int AT_ONCE = 32;
    private static final int MOST_WAITING = 2_000;

    private final Bus bus;
    private final Admission admission = new Admission(AT_ONCE, MOST_WAITING);

    InboxReads(Bus bus) {
        this.bus = bus;
    }

    /** Fails with {@link Admission#refusal} when too many wait already. */
    Future<SyncPage> read(PersistenceService.Sync wanted) {
        return admission.run(() -> bus.request(PersistenceService.SYNC, wanted));
    }
}
