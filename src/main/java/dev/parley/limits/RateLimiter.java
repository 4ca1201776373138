package dev.parley.limits;

import dev.parley.model.Granted;
import dev.parley.model.RateLimit;
import io.vertx.core.Future;

/**
 * Counts for the whole cluster how often things are done.
 *
 * <p>Methods return at once and may be called from any thread. A limiter that cannot be reached fails with a
 * {@link dev.parley.model.Failure} of code {@code UNAVAILABLE}; a call whose answer was lost may have counted, once or twice.
 * What is counted need not outlive the server that keeps it.
 */
public interface RateLimiter {
    /**
     * Takes as many of {@code wanted} as are free, in one step.
     *
     * @param key what is counted, and for whom
     * @param limit the same in all calls for one key
     * @return a future completed with what was granted
     */
    Future<Granted> take(String key, RateLimit limit, int wanted);

    /**
     * Gives back what turned out not to count.
     *
     * @return a future completed when that is done
     */
    Future<Void> giveBack(String key, RateLimit limit, int count);
}
