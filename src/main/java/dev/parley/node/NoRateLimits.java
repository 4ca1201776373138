package dev.parley.node;

import io.vertx.core.Future;

/** Allows everything. */
final class NoRateLimits implements RateLimits {
    @Override
    public Future<Void> take(Limit limit, String key) {
        return Future.succeededFuture();
    }

    @Override
    public void giveBack(Limit limit, String key) {
        // nothing was taken
    }
}
