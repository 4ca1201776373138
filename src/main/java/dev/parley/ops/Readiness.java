package dev.parley.ops;

import io.vertx.core.Future;
import io.vertx.core.Handler;
import io.vertx.core.Promise;
import io.vertx.core.Vertx;
import io.vertx.core.json.JsonObject;
import io.vertx.ext.healthchecks.CheckResult;
import io.vertx.ext.healthchecks.HealthChecks;
import io.vertx.ext.healthchecks.Status;
import java.util.List;

/** Says whether every check holds now. */
final class Readiness {
    private static final long TIMEOUT_MILLIS = 3_000;

    private final HealthChecks checks;

    Readiness(Vertx vertx, List<Check> checks) {
        this.checks = HealthChecks.create(vertx);
        checks.forEach(check -> this.checks.register(check.name(), TIMEOUT_MILLIS, procedure(check)));
    }

    /** @return a future completed with the state of every check, whatever it is */
    Future<CheckResult> now() {
        return checks.checkStatus();
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
