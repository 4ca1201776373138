package dev.parley.ops;

import dev.parley.config.Settings;
import dev.parley.listen.Callers;
import dev.parley.listen.Certificate;
import io.vertx.core.Future;
import io.vertx.core.VerticleBase;
import io.vertx.core.http.HttpServerOptions;
import io.vertx.core.json.JsonObject;
import io.vertx.ext.healthchecks.CheckResult;
import io.vertx.ext.web.Router;
import io.vertx.ext.web.RoutingContext;
import java.util.List;
import java.util.function.Supplier;

/** Serves {@code /health/live}, {@code /health/ready}, {@code /metrics} and {@code /drain}. One a node; the first verticle up and the last one down. */
public final class OpsVerticle extends VerticleBase {
    private static final int IDLE_SECONDS = 60;
    /** Of one address. */
    private static final int MOST_CONNECTIONS = 100;

    private static final int OK = 200;
    private static final int ACCEPTED = 202;
    private static final int FORBIDDEN = 403;
    private static final int UNAVAILABLE = 503;
    private static final String METRICS_TYPE = "text/plain; version=0.0.4; charset=utf-8";

    private final Settings.Ops settings;
    private final List<Check> checks;
    private final Supplier<String> metrics;
    private final Runnable drain;
    private final Callers callers;

    /**
     * @param metrics gives what is measured now, in the text format of Prometheus
     * @param drain begins to send the clients of this node away
     */
    public OpsVerticle(Settings.Ops settings, List<Check> checks, Supplier<String> metrics, Runnable drain) {
        this(settings, checks, metrics, drain, new Callers(MOST_CONNECTIONS));
    }

    OpsVerticle(Settings.Ops settings, List<Check> checks, Supplier<String> metrics, Runnable drain, Callers callers) {
        this.settings = settings;
        this.checks = List.copyOf(checks);
        this.metrics = metrics;
        this.drain = drain;
        this.callers = callers;
    }

    @Override
    public Future<?> start() {
        Router router = Router.router(vertx);
        router.get("/health/live").handler(request -> answer(request, OK, new JsonObject().put("status", "UP")));
        Readiness readiness = new Readiness(vertx, checks);
        router.get("/health/ready").handler(request -> ready(request, readiness));
        router.get("/metrics").handler(this::measured);
        router.post("/drain").handler(this::drain);
        Certificate certificate = new Certificate(settings.tls());
        return callers.watch(vertx.createHttpServer(certificate.on(options())))
                .requestHandler(router)
                .listen(settings.port(), settings.host())
                .onSuccess(listening -> certificate.follow(vertx, listening::updateSSLOptions));
    }

    private static HttpServerOptions options() {
        return new HttpServerOptions().setHttp2ClearTextEnabled(false).setIdleTimeout(IDLE_SECONDS);
    }

    private static void ready(RoutingContext request, Readiness readiness) {
        readiness
                .now()
                .onSuccess(result -> answer(request, CheckResult.isUp(result) ? OK : UNAVAILABLE, result.toJson()))
                .onFailure(request::fail);
    }

    /** Not for pages: a browser sends an {@code Origin} with every POST, and may reach loopback. */
    private void drain(RoutingContext request) {
        if (request.request().headers().contains("Origin")) {
            answer(request, FORBIDDEN, new JsonObject().put("status", "REFUSED"));
            return;
        }
        drain.run();
        answer(request, ACCEPTED, new JsonObject().put("status", "DRAINING"));
    }

    /** Written by a worker, for it can be long. */
    private void measured(RoutingContext request) {
        vertx.executeBlocking(metrics::get)
                .onSuccess(text -> request.response()
                        .putHeader("Content-Type", METRICS_TYPE)
                        .putHeader("Cache-Control", "no-store")
                        .end(text))
                .onFailure(request::fail);
    }

    private static void answer(RoutingContext request, int status, JsonObject body) {
        request.response().setStatusCode(status).putHeader("Cache-Control", "no-store");
        request.json(body);
    }
}
