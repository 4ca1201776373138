package dev.parley.presence;

import dev.parley.bus.Done;
import dev.parley.bus.LimitsService.GiveBack;
import dev.parley.bus.LimitsService.Take;
import dev.parley.limits.RateLimiter;
import dev.parley.model.Granted;
import io.vertx.core.Future;

/** Counts for all nodes what has limits. */
final class LimitDesk {
    private final RateLimiter limiter;

    LimitDesk(RateLimiter limiter) {
        this.limiter = limiter;
    }

    Future<Granted> take(Take take) {
        return limiter.take(take.key(), take.limit(), take.wanted());
    }

    Future<Done> giveBack(GiveBack back) {
        return limiter.giveBack(back.key(), back.limit(), back.count()).map(Done.DONE);
    }
}
