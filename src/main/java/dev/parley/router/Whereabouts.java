package dev.parley.router;

import dev.parley.bus.Bus;
import dev.parley.bus.PresenceService;
import dev.parley.bus.PresenceService.Locate;
import dev.parley.bus.PresenceService.Located;
import dev.parley.model.Failure;
import dev.parley.model.FailureCode;
import dev.parley.model.UserId;
import io.vertx.core.Future;
import java.time.Duration;
import java.util.Set;
import java.util.function.LongSupplier;

/**
 * Finds the nodes of members. When nobody could say where they are for as long as leases hold, all of these ran out, and the
 * directory knows nodes again one after the other: until all had the time to come back, it is not believed. Safe for use by any thread.
 */
final class Whereabouts {
    /** The lease of a node whose last renewal was due holds no longer. */
    static final Duration LEASE = Duration.ofSeconds(7);
    /** Until every node has renewed its lease, the first question of which may have to run out, and listed its sessions. */
    static final Duration ALL_BACK = Duration.ofSeconds(5);

    private final Bus bus;
    private final LongSupplier nanos;
    private volatile boolean lost;
    private volatile long knownNanos;
    private volatile long doubtfulUntilNanos;

    Whereabouts(Bus bus, LongSupplier nanos) {
        this.bus = bus;
        this.nanos = nanos;
        this.knownNanos = nanos.getAsLong();
        this.doubtfulUntilNanos = knownNanos;
    }

    /** @return a future completed with the nodes of {@code users}, or failed when they may be anywhere */
    Future<Located> of(Set<UserId> users) {
        return bus.request(PresenceService.LOCATE, new Locate(users))
                .onFailure(cause -> lost = true)
                .compose(this::believed);
    }

    /** The doubt is noted before the loss is forgotten, so that who finds nothing lost finds the doubt. */
    private Future<Located> believed(Located located) {
        long now = nanos.getAsLong();
        if (lost && now - knownNanos >= LEASE.toNanos()) {
            doubtfulUntilNanos = now + ALL_BACK.toNanos();
        }
        lost = false;
        knownNanos = now;
        return now - doubtfulUntilNanos < 0
                ? Future.failedFuture(Failure.of(FailureCode.UNAVAILABLE, "not all nodes are known again"))
                : Future.succeededFuture(located);
    }
}
