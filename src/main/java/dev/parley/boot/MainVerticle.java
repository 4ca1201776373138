package dev.parley.boot;

import io.vertx.core.Future;
import io.vertx.core.VerticleBase;

/**
 * Deploys all others. Its own deployment is over when {@code ops} is up, for the launcher gives it two minutes, while a
 * node may wait longer for the rest of its cluster.
 */
final class MainVerticle extends VerticleBase {
    private final Startup startup;

    MainVerticle(Startup startup) {
        this.startup = startup;
    }

    @Override
    public Future<?> start() {
        return startup.ops().onSuccess(up -> startup.rest());
    }
}
