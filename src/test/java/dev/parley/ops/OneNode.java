package dev.parley.ops;

import dev.parley.backup.Backup;
import dev.parley.bus.EdgeService.Standing;
import dev.parley.bus.OpsService.Machine;
import dev.parley.bus.OpsService.Running;
import dev.parley.bus.OpsService.Totals;
import dev.parley.bus.OpsService.Vitals;
import dev.parley.model.NodeId;
import dev.parley.model.NodeNumber;
import io.vertx.core.Future;
import java.net.URI;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;

/** A node to be asked about. */
public final class OneNode {
    public static final NodeId ID = new NodeId("node-1");
    public static final Subject SUBJECT = subject(ID, List.of(), () -> {});

    private OneNode() {}

    static Subject subject(NodeId node, List<Check> checks, Runnable drain) {
        return subject(node, checks, drain, () -> Future.failedFuture("it has no store"));
    }

    static Subject subject(NodeId node, List<Check> checks, Runnable drain, Supplier<Future<Backup>> backup) {
        return new Subject(node, checks, () -> "measured 1\n", () -> vitals(node), drain, backup);
    }

    private static Vitals vitals(NodeId node) {
        return new Vitals(
                node,
                "near",
                "1.2.3",
                60_000,
                List.of(new Running("edge", 2, true), new Running("api", 1, false)),
                Optional.of(new NodeNumber(7)),
                Optional.of(new Standing(node, "near", URI.create("http://edge:8081"), 12, 100, 3, false)),
                new Totals(5, 1, 9, 0.5, 20, 30, 2),
                new Machine(100, 1_000, 0.25));
    }
}
