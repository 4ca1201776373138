package dev.parley.presence;

import dev.parley.bus.Bus;
import dev.parley.bus.PersistenceService;
import dev.parley.bus.PersistenceService.Active;
import dev.parley.bus.PersistenceService.OfUsers;
import dev.parley.bus.PersistenceService.Seen;
import dev.parley.model.UserId;
import io.vertx.core.Future;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** When users were last active, as the message store keeps it. Presence does without while that is away. */
final class LastActive {
    private static final Logger LOG = LoggerFactory.getLogger(LastActive.class);
    private static final long PATIENCE_MILLIS = 1_000;

    private final Bus bus;

    LastActive(Bus bus) {
        this.bus = bus;
    }

    /**
     * @param users at most 1,000
     * @return a future completed with what is known; it does not fail
     */
    Future<Map<UserId, Instant>> of(Set<UserId> users) {
        if (users.isEmpty()) {
            return Future.succeededFuture(Map.of());
        }
        return bus.request(PersistenceService.LAST_ACTIVE, new OfUsers(users))
                .timeout(PATIENCE_MILLIS, TimeUnit.MILLISECONDS)
                .map(active ->
                        active.seen().stream().collect(Collectors.toMap(Seen::user, Seen::at, (one, other) -> one)))
                .otherwise(away -> Map.of());
    }

    /** Notes it; nobody waits for that. */
    void note(List<Seen> seen) {
        if (!seen.isEmpty()) {
            bus.request(PersistenceService.ACTIVE, new Active(seen))
                    .onFailure(cause -> LOG.debug("Who was active is not noted: {}", cause.getMessage()));
        }
    }
}
