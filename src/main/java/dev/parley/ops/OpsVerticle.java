package dev.parley.ops;

import dev.parley.config.Settings;
import io.vertx.core.Future;
import io.vertx.core.VerticleBase;
import io.vertx.core.json.JsonObject;
import io.vertx.ext.healthchecks.CheckResult;
import io.vertx.ext.web.Router;
import io.vertx.ext.web.RoutingContext;
import java.util.List;

/** Serves {@code /health/live} and {@code /health/ready}. One a node; the first verticle up and the last one down. */
public final class OpsVerticle extends VerticleBase {
    private static final int OK = 200;
    private static final int UNAVAILABLE = 503;

    private final Settings.Ops settings;
    private final List<Check> checks;

    public OpsVerticle(Settings.Ops settings, List<Check> checks) {
        this.settings = settings;
        this.checks = List.copyOf(checks);
    }

    @Override
    public Future<?> start() {
        Router router = Router.router(vertx);
        router.get("/health/live").handler(request -> answer(request, OK, new JsonObject().put("status", "UP")));
        Readiness readiness = new Readiness(vertx, checks);
        router.get("/health/ready").handler(request -> ready(request, readiness));
        return vertx.createHttpServer().requestHandler(router).listen(settings.port(), settings.host());
    }

    private static void ready(RoutingContext request, Readiness readiness) {
        readiness
                .now()
                .onSuccess(result -> answer(request, CheckResult.isUp(result) ? OK : UNAVAILABLE, result.toJson()))
                .onFailure(request::fail);
    }

    private static void answer(RoutingContext request, int status, JsonObject body) {
        request.response().setStatusCode(status).putHeader("Cache-Control", "no-store");
        request.json(body);
    }
}
