package dev.parley.ops;

import dev.parley.backup.Backup;
import dev.parley.bus.OpsService.Vitals;
import dev.parley.model.NodeId;
import io.vertx.core.Future;
import java.util.List;
import java.util.function.Supplier;

/**
 * The process that operators ask about.
 *
 * @param checks what must hold for it to be ready
 * @param metrics gives what is measured now, in the text format of Prometheus; may take long
 * @param vitals says how it is; called on an event loop
 * @param drain begins to send its clients away
 * @param backup copies what it keeps in folders
 */
public record Subject(
        NodeId node,
        List<Check> checks,
        Supplier<String> metrics,
        Supplier<Vitals> vitals,
        Runnable drain,
        Supplier<Future<Backup>> backup) {
    public Subject {
        checks = List.copyOf(checks);
    }
}
