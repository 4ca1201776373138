package dev.parley.boot;

import dev.parley.bus.OpsService.Machine;
import dev.parley.bus.OpsService.Running;
import dev.parley.bus.OpsService.Vitals;
import dev.parley.metrics.Metrics;
import dev.parley.model.NodeId;
import dev.parley.node.NodeVerticle;
import java.lang.management.ManagementFactory;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;

/** How this process is. Safe for use by any thread. */
record Self(
        NodeId node, String region, Plan plan, Deployments deployments, NodeVerticle nodeVerticle, Metrics metrics) {
    Vitals vitals() {
        return new Vitals(
                node,
                region,
                Banner.version(),
                ManagementFactory.getRuntimeMXBean().getUptime(),
                verticles(),
                nodeVerticle.lease(),
                nodeVerticle.standing(),
                metrics.totals(),
                machine());
    }

    private List<Running> verticles() {
        Set<String> up = deployments.up();
        Stream<Running> ours = plan.verticles().stream()
                .filter(verticle -> verticle.name().planned())
                .map(verticle -> running(verticle.name().toString(), verticle.instances(), up));
        Stream<Running> foreign = plan.foreign().stream()
                .map(verticle -> running(verticle.name(), verticle.options().getInstances(), up));
        return Stream.concat(ours, foreign).toList();
    }

    private static Running running(String name, int instances, Set<String> up) {
        return new Running(name, instances, up.contains(name));
    }

    private Machine machine() {
        Runtime runtime = Runtime.getRuntime();
        return new Machine(
                runtime.totalMemory() - runtime.freeMemory(), runtime.maxMemory(), Math.max(0, metrics.processors()));
    }
}
