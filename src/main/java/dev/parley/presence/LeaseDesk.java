package dev.parley.presence;

import dev.parley.bus.Bus;
import dev.parley.bus.Done;
import dev.parley.bus.PresenceService;
import dev.parley.bus.PresenceService.Clock;
import dev.parley.bus.PresenceService.Lease;
import dev.parley.bus.PresenceService.Release;
import dev.parley.bus.PresenceService.Renew;
import dev.parley.sessions.SessionDirectory;
import io.vertx.core.Future;
import java.time.Duration;

/** Gives nodes their leases, and the time with them. */
final class LeaseDesk {
    static final Duration DURATION = Duration.ofSeconds(10);

    private final Bus bus;
    private final SessionDirectory directory;
    private final NodeClocks clocks;

    LeaseDesk(Bus bus, SessionDirectory directory, NodeClocks clocks) {
        this.bus = bus;
        this.directory = directory;
        this.clocks = clocks;
    }

    Future<Lease> renew(Renew renew) {
        if (clocks.learn(renew.clockMillis())) {
            bus.publish(PresenceService.CLOCK, new Clock(clocks.millis()));
        }
        return directory
                .renew(renew.node(), renew.number(), DURATION)
                .map(lease -> new Lease(lease.number(), DURATION, clocks.millis(), lease.fresh()));
    }

    Future<Done> release(Release release) {
        return directory.release(release.node(), release.number()).map(Done.DONE);
    }
}
