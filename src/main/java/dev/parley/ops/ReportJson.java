package dev.parley.ops;

import dev.parley.backup.Backup;
import dev.parley.bus.EdgeService.Standing;
import dev.parley.bus.OpsService.Dependency;
import dev.parley.bus.OpsService.Machine;
import dev.parley.bus.OpsService.Running;
import dev.parley.bus.OpsService.Totals;
import dev.parley.bus.OpsService.Vitals;
import dev.parley.model.NodeNumber;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.function.Function;

/** How nodes are, as JSON. What is absent is left out. */
final class ReportJson {
    private ReportJson() {}

    static JsonObject node(Cluster.Heard heard, Instant now) {
        Vitals vitals = heard.report().vitals();
        JsonObject json = new JsonObject()
                .put("node", vitals.node().value())
                .put("region", vitals.region())
                .put("version", vitals.version())
                .put("upMillis", vitals.upMillis())
                .put("silentMillis", Duration.between(heard.at(), now).toMillis())
                .put("verticles", array(vitals.verticles(), ReportJson::running))
                .put("checks", dependencies(heard.report().dependencies(), now))
                .put("totals", totals(vitals.totals()))
                .put("machine", machine(vitals.machine()));
        vitals.lease().map(NodeNumber::value).ifPresent(number -> json.put("lease", number));
        vitals.edge().ifPresent(edge -> json.put("edge", edge(edge)));
        return json;
    }

    static JsonArray dependencies(List<Dependency> dependencies, Instant now) {
        return array(dependencies, one -> {
            JsonObject json = new JsonObject()
                    .put("id", one.name())
                    .put("status", one.up() ? "UP" : "DOWN")
                    .put("since", one.since().toString())
                    .put("ageSeconds", Duration.between(one.since(), now).toSeconds());
            return one.up() ? json : json.put("reason", one.reason());
        });
    }

    static JsonObject backup(Backup backup) {
        return new JsonObject()
                .put("status", "DONE")
                .put("folder", backup.folder().toString())
                .put("parts", new JsonArray(backup.parts()))
                .put("bytes", backup.bytes())
                .put("millis", backup.took().toMillis());
    }

    static <T> JsonArray array(List<T> values, Function<T, JsonObject> json) {
        return new JsonArray(values.stream().map(json).toList());
    }

    private static JsonObject running(Running verticle) {
        return new JsonObject()
                .put("name", verticle.name())
                .put("instances", verticle.instances())
                .put("up", verticle.up());
    }

    private static JsonObject edge(Standing edge) {
        return new JsonObject()
                .put("url", edge.url().toString())
                .put("sessions", edge.sessions())
                .put("capacity", edge.capacity())
                .put("lagMillis", edge.lagMillis())
                .put("draining", edge.draining());
    }

    private static JsonObject totals(Totals totals) {
        return new JsonObject()
                .put("accepted", totals.accepted())
                .put("failed", totals.failed())
                .put("delivered", totals.delivered())
                .put("deliverySeconds", totals.deliverySeconds())
                .put("heard", totals.heard())
                .put("said", totals.said())
                .put("pushed", totals.pushed());
    }

    private static JsonObject machine(Machine machine) {
        return new JsonObject()
                .put("heapUsed", machine.heapUsed())
                .put("heapMost", machine.heapMost())
                .put("processors", machine.processors());
    }
}
