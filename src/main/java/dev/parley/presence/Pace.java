package dev.parley.presence;

import dev.parley.bus.PresenceService;
import java.time.Duration;

/**
 * How long things take until friends learn of them.
 *
 * @param offlineAfter how long after the last session went somebody looks whether the user is back
 * @param afterDeath the same for the users of a dead node, from when its lease ran out: its last renewal was as long before
 *     as a lease holds, and the node died at most one renewal later
 * @param sweep between two looks for what is due
 * @param tell between two times that friends are told; one user is told of every second time at most
 */
record Pace(Duration offlineAfter, Duration afterDeath, Duration sweep, Duration tell) {
    private static final Duration RENEWAL = Duration.ofSeconds(3);

    static final Pace USUAL = new Pace(
            PresenceService.OFFLINE_AFTER,
            PresenceService.OFFLINE_AFTER.minus(LeaseDesk.DURATION).plus(RENEWAL),
            Duration.ofSeconds(1),
            Duration.ofMillis(500));
}
