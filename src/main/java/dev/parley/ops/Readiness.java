package dev.parley.ops;

import dev.parley.bus.OpsService.Dependency;
import io.vertx.core.Future;
import io.vertx.core.Handler;
import io.vertx.core.Promise;
import io.vertx.core.Vertx;
import io.vertx.core.json.JsonObject;
import io.vertx.ext.healthchecks.CheckResult;
import io.vertx.ext.healthchecks.HealthChecks;
import io.vertx.ext.healthchecks.Status;
import java.time.InstantSource;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Says whether every check holds, and since when; looks by itself every few seconds. Used on one context. */
final class Readiness {
    static final long EVERY_MILLIS = 5_000;
    private static final long TIMEOUT_MILLIS = 3_000;

    private final HealthChecks checks;
    private final InstantSource clock;
    private final Map<String, Dependency> last = new HashMap<>();

    Readiness(Vertx vertx, List<Check> checks, InstantSource clock) {
        this.checks = HealthChecks.create(vertx);
        this.clock = clock;
        checks.forEach(check -> this.checks.register(check.name(), TIMEOUT_MILLIS, procedure(check)));
    }

    /** @return a future completed with the state of every check, whatever it is */
    Future<List<Dependency>> now() {
        return checks.checkStatus()
                .map(result -> result.getChecks().stream().map(this::noted).toList());
    }

    private Dependency noted(CheckResult result) {
        boolean up = CheckResult.isUp(result);
        Dependency before = last.get(result.getId());
        Dependency now = new Dependency(
                result.getId(),
                up,
                before != null && before.up() == up ? before.since() : clock.instant(),
                up ? "" : reason(result));
        last.put(result.getId(), now);
        return now;
    }

    /** A check that took too long says nothing of its own. */
    private static String reason(CheckResult result) {
        return Optional.ofNullable(result.getData())
                .map(data -> data.getString("reason"))
                .orElse("it did not answer within " + TIMEOUT_MILLIS / 1_000 + " s");
    }

    private static Handler<Promise<Status>> procedure(Check check) {
        return answer -> check.probe()
                .get()
                .map(holds -> Status.OK())
                .otherwise(Readiness::because)
                .onComplete(answer);
    }

    private static Status because(Throwable cause) {
        return Status.KO(new JsonObject().put("reason", String.valueOf(cause.getMessage())));
    }
}
