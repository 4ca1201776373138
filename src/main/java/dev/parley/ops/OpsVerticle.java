package dev.parley.ops;

import dev.parley.bus.Bus;
import dev.parley.bus.OpsService.Dependency;
import dev.parley.bus.OpsService.Report;
import dev.parley.config.Settings;
import dev.parley.listen.Callers;
import dev.parley.listen.Certificate;
import dev.parley.model.Failure;
import io.vertx.core.Future;
import io.vertx.core.Handler;
import io.vertx.core.VerticleBase;
import io.vertx.core.http.HttpServerOptions;
import io.vertx.core.json.JsonObject;
import io.vertx.core.tracing.TracingPolicy;
import io.vertx.ext.web.Router;
import io.vertx.ext.web.RoutingContext;
import java.time.InstantSource;
import java.util.List;

/**
 * Serves {@code /health/live}, {@code /health/ready}, {@code /metrics}, {@code /drain}, {@code /backup} and the console. One a node; the first
 * verticle up and the last one down.
 */
public final class OpsVerticle extends VerticleBase {
    /** Of one address. */
    private static final int MOST_CONNECTIONS = 100;

    private static final int OK = 200;
    private static final int ACCEPTED = 202;
    private static final int FORBIDDEN = 403;
    private static final int UNAVAILABLE = 503;
    private static final String METRICS_TYPE = "text/plain; version=0.0.4; charset=utf-8";

    private final Bus bus;
    private final Settings.Ops settings;
    private final Subject subject;
    private final Callers callers;
    private final InstantSource clock = InstantSource.system();
    private Readiness readiness;
    private Cluster cluster;

    public OpsVerticle(Bus bus, Settings.Ops settings, Subject subject) {
        this(bus, settings, subject, new Callers(MOST_CONNECTIONS));
    }

    OpsVerticle(Bus bus, Settings.Ops settings, Subject subject, Callers callers) {
        this.bus = bus;
        this.settings = settings;
        this.subject = subject;
        this.callers = callers;
    }

    @Override
    public Future<?> start() {
        readiness = new Readiness(vertx, subject.checks(), clock);
        cluster = new Cluster(vertx, bus, subject.node(), this::report, subject.drain(), clock);
        vertx.setPeriodic(0, Readiness.EVERY_MILLIS, due -> readiness.now());
        return cluster.begin().compose(asked -> listen());
    }

    @Override
    public Future<?> stop() {
        return cluster.end();
    }

    private Future<?> listen() {
        Certificate certificate = new Certificate(settings.tls());
        return callers.watch(vertx.createHttpServer(certificate.on(options())))
                .requestHandler(router())
                .listen(settings.port(), settings.host())
                .onSuccess(listening -> certificate.follow(vertx, listening::updateSSLOptions));
    }

    private Router router() {
        Pages pages = new Pages(settings);
        Router router = Router.router(vertx);
        router.get("/health/live").handler(request -> answer(request, OK, new JsonObject().put("status", "UP")));
        router.get("/health/ready").handler(this::ready);
        router.get("/metrics").handler(this::measured);
        router.post("/drain").handler(request -> act(request, pages, this::drain));
        router.post("/backup").handler(request -> act(request, pages, this::backUp));
        new Console(subject.node(), pages, cluster, new Finder(bus)).mount(router);
        return router;
    }

    /** Without an end to silence, for a backup may take long: {@link Callers} end connections on which nothing is asked. */
    private static HttpServerOptions options() {
        return new HttpServerOptions().setHttp2ClearTextEnabled(false).setTracingPolicy(TracingPolicy.IGNORE);
    }

    private Future<Report> report() {
        return readiness.now().map(dependencies -> new Report(subject.vitals().get(), dependencies));
    }

    private void ready(RoutingContext request) {
        readiness
                .now()
                .onSuccess(dependencies -> {
                    boolean up = dependencies.stream().allMatch(Dependency::up);
                    answer(request, up ? OK : UNAVAILABLE, health(up, dependencies));
                })
                .onFailure(request::fail);
    }

    private JsonObject health(boolean up, List<Dependency> dependencies) {
        return new JsonObject()
                .put("status", up ? "UP" : "DOWN")
                .put("checks", ReportJson.dependencies(dependencies, clock.instant()));
    }

    private static void act(RoutingContext request, Pages pages, Handler<RoutingContext> deed) {
        if (pages.mayAct(request.request())) {
            deed.handle(request);
        } else {
            answer(request, FORBIDDEN, new JsonObject().put("status", "REFUSED"));
        }
    }

    private void drain(RoutingContext request) {
        subject.drain().run();
        answer(request, ACCEPTED, new JsonObject().put("status", "DRAINING"));
    }

    /** Answers when it is made, however long that takes. */
    private void backUp(RoutingContext request) {
        subject.backup()
                .get()
                .onSuccess(backup -> answer(request, OK, ReportJson.backup(backup)))
                .onFailure(cause -> answer(request, status(cause), failed(cause)));
    }

    private static int status(Throwable cause) {
        return cause instanceof Failure failure ? failure.code().httpStatus() : UNAVAILABLE;
    }

    private static JsonObject failed(Throwable cause) {
        return new JsonObject().put("status", "FAILED").put("error", cause.getMessage());
    }

    /** Written by a worker, for it can be long. */
    private void measured(RoutingContext request) {
        vertx.executeBlocking(subject.metrics()::get)
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
