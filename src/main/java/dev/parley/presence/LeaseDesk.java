package dev.parley.presence;

import dev.parley.bus.Bus;
import dev.parley.bus.Done;
import dev.parley.bus.PresenceService;
import dev.parley.bus.PresenceService.Clock;
import dev.parley.bus.PresenceService.Lease;
import dev.parley.bus.PresenceService.News;
import dev.parley.bus.PresenceService.Release;
import dev.parley.bus.PresenceService.Renew;
import dev.parley.sessions.NodeLease;
import dev.parley.sessions.SessionDirectory;
import io.vertx.core.Future;
import java.time.Duration;
import java.util.Optional;

/** Gives nodes their leases, with them the time and news of revoked sign-ins. */
final class LeaseDesk {
    static final Duration DURATION = Duration.ofSeconds(10);

    private final Bus bus;
    private final SessionDirectory directory;
    private final NodeClocks clocks;
    private final RevocationDesk revocations;

    LeaseDesk(Bus bus, SessionDirectory directory, NodeClocks clocks, RevocationDesk revocations) {
        this.bus = bus;
        this.directory = directory;
        this.clocks = clocks;
        this.revocations = revocations;
    }

    Future<Lease> renew(Renew renew) {
        if (clocks.learn(renew.clockMillis())) {
            bus.publish(PresenceService.CLOCK, new Clock(clocks.millis()));
        }
        Future<NodeLease> renewed = directory.renew(renew.node(), renew.number(), DURATION);
        Future<Optional<News>> news = revocations.since(renew.newsMark());
        return Future.all(renewed, news).map(both -> {
            NodeLease lease = renewed.result();
            return new Lease(lease.number(), DURATION, clocks.millis(), lease.mark(), news.result());
        });
    }

    Future<Done> release(Release release) {
        return directory.release(release.node(), release.number()).map(Done.DONE);
    }
}
