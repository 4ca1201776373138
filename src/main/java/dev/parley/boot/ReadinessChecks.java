package dev.parley.boot;

import dev.parley.bus.AccountsService;
import dev.parley.bus.Bus;
import dev.parley.bus.Done;
import dev.parley.bus.Endpoint;
import dev.parley.bus.PersistenceService;
import dev.parley.bus.PresenceService;
import dev.parley.node.Node;
import dev.parley.ops.Check;
import io.vertx.core.Future;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;

/** What must hold for this process to be ready: its verticles are up, and those they need answer, wherever they are. */
final class ReadinessChecks {
    private static final Map<VerticleName, Endpoint<Done, Done>> PINGS = Map.of(
            VerticleName.PERSISTENCE, PersistenceService.PING,
            VerticleName.PRESENCE, PresenceService.PING,
            VerticleName.ACCOUNTS, AccountsService.PING);

    private final Bus bus;
    private final Plan plan;
    private final Deployments deployments;
    private final Node node;

    /** @param node whose clock fails to make ids while it holds no lease */
    ReadinessChecks(Bus bus, Plan plan, Deployments deployments, Node node) {
        this.bus = bus;
        this.plan = plan;
        this.deployments = deployments;
        this.node = node;
    }

    List<Check> all() {
        List<Check> checks = new ArrayList<>();
        checks.add(new Check("verticles", this::verticles));
        checks.add(new Check("draining", this::stays));
        needed().forEach(name -> checks.add(new Check(name.toString(), () -> bus.request(PINGS.get(name), Done.DONE))));
        if (plan.has(VerticleName.NODE)) {
            checks.add(new Check(
                    "lease",
                    () -> Future.future(holds -> holds.complete(node.clock().next()))));
        }
        return checks;
    }

    private Set<VerticleName> needed() {
        return plan.verticles().stream()
                .flatMap(verticle -> verticle.name().needs().stream())
                .collect(Collectors.toCollection(TreeSet::new));
    }

    private Future<?> stays() {
        return node.edge().isDraining() ? Future.failedFuture("it sends its clients away") : Future.succeededFuture();
    }

    private Future<?> verticles() {
        Set<String> up = deployments.up();
        String missing = plan.names().filter(name -> !up.contains(name)).collect(Collectors.joining(", "));
        return missing.isEmpty() ? Future.succeededFuture() : Future.failedFuture("not up yet: " + missing);
    }
}
