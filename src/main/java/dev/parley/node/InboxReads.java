package dev.parley.node;

import dev.parley.bus.Bus;
import dev.parley.bus.PersistenceService;
import dev.parley.bus.PersistenceService.SyncPage;
import io.vertx.core.Future;
import java.util.function.BooleanSupplier;

/** Reads inboxes, so few at once that they leave the store, and their event loop, to live traffic. For one event loop. */
public final class InboxReads {
    private static final int AT_ONCE = 8;

    private final Bus bus;
    private final TrafficMeter meter;
    private final Admission admission;

    /** @param mostWaiting how many wait for their turn at most */
    public InboxReads(Bus bus, TrafficMeter meter, int mostWaiting) {
        this.bus = bus;
        this.meter = meter;
        this.admission = new Admission(AT_ONCE, mostWaiting);
    }

    /** @return a future completed with the page, or failed with {@link Admission#refusal} when too many wait already */
    public Future<SyncPage> read(PersistenceService.Sync wanted) {
        return read(wanted, () -> true);
    }

    /**
     * The same for who may go meanwhile.
     *
     * @param stillWanted asked when it is its turn; where it says no, nothing is read and the future fails
     */
    public Future<SyncPage> read(PersistenceService.Sync wanted, BooleanSupplier stillWanted) {
        meter.synced();
        return admission.run(() -> stillWanted.getAsBoolean()
                ? bus.request(PersistenceService.SYNC, wanted)
                : Future.failedFuture(Admission.refusal()));
    }
}
