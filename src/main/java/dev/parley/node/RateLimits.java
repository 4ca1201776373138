package dev.parley.node;

import dev.parley.bus.Bus;
import io.vertx.core.Future;
import java.util.concurrent.TimeUnit;

/** Counts how often users, devices and addresses do things, wherever in the cluster. Safe for use by any thread. */
public interface RateLimits {
    /** Limits that are kept, with the rest of the cluster where it can be asked. */
    static RateLimits kept(Bus bus) {
        return new ClusterRateLimits(bus, () -> TimeUnit.NANOSECONDS.toMicros(System.nanoTime()));
    }

    /** No limits at all. */
    static RateLimits none() {
        return new NoRateLimits();
    }

    /**
     * Takes one of what {@code limit} allows.
     *
     * @param key for whom it counts
     * @return a future completed when it is allowed, mostly at once, else on the caller's context; failed with
     *     {@code RATE_LIMITED} and the time to wait when it is not
     */
    Future<Void> take(Limit limit, String key);

    /** Takes a message, which counts for its device and for its user; completed as {@link #take} is. */
    default Future<Void> takeSend(Identity from) {
        return take(Limit.SEND_DEVICE, from.device().toString())
                .compose(allowed -> take(Limit.SEND, from.user().toString()));
    }

    /** Gives one back that turned out not to count. */
    void giveBack(Limit limit, String key);
}
