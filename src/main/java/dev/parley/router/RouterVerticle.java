package dev.parley.router;

import dev.parley.bus.Bus;
import dev.parley.bus.RouterService;
import io.vertx.core.Future;
import io.vertx.core.VerticleBase;

/**
 * Takes submitted messages and sees them to their members. Stateless but for a cache of members: any number of instances
 * on any number of nodes.
 */
public final class RouterVerticle extends VerticleBase {
    private final Bus bus;

    public RouterVerticle(Bus bus) {
        this.bus = bus;
    }

    @Override
    public Future<?> start() {
        Submission submission = new Submission(bus, new MemberCache(bus), new Dispatch(bus));
        return bus.serve(RouterService.SUBMIT, submission::accept);
    }
}
