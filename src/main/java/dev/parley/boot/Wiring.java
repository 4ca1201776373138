package dev.parley.boot;

import dev.parley.bus.Bus;
import dev.parley.config.Settings;
import dev.parley.model.NodeId;
import dev.parley.ops.OpsVerticle;
import dev.parley.router.RouterVerticle;
import io.vertx.core.Deployable;
import java.util.function.Supplier;

/** Gives every verticle what it works with: the only place that knows all of them. */
final class Wiring {
    private final Bus bus;
    private final Settings settings;
    private final NodeId nodeId;
    private final ReadinessChecks checks;

    Wiring(Bus bus, Settings settings, NodeId nodeId, ReadinessChecks checks) {
        this.bus = bus;
        this.settings = settings;
        this.nodeId = nodeId;
        this.checks = checks;
    }

    /** Makes instances of a verticle. */
    Supplier<Deployable> of(VerticleName name) {
        return switch (name) {
            case OPS -> () -> new OpsVerticle(settings.ops(), checks.all());
            case ROUTER -> () -> new RouterVerticle(bus);
            default -> throw new CannotStart(name + " is not built yet " + nodeId);
        };
    }
}
