package dev.parley.boot;

import dev.parley.backup.Backups;
import dev.parley.bus.Bus;
import dev.parley.config.Settings;
import dev.parley.metrics.Metrics;
import dev.parley.model.NodeId;
import dev.parley.node.NodeVerticle;
import dev.parley.node.OwnEdge;
import dev.parley.ops.Subject;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Predicate;

/** Takes one process up, and down again. */
final class Startup {
    private static final int FAILED = 1;

    private final Settings settings;
    private final Plan plan;
    private final Deployments deployments;
    private final Wiring wiring;
    private final StartFailure failures;
    private final OwnEdge edge;

    Startup(Vertx vertx, Settings settings, Plan plan, NodeId node, Metrics metrics) {
        this.settings = settings;
        this.plan = plan;
        this.deployments = new Deployments(vertx);
        this.failures = new StartFailure(settings);
        Bus bus = new Bus(vertx, metrics.bus());
        NodeVerticle nodeVerticle = new NodeVerticle(
                vertx,
                bus,
                node,
                InstantSource.system(),
                settings,
                plan.has(VerticleName.API),
                notes(settings.stores()),
                metrics.traffic());
        this.edge = nodeVerticle.node().edge();
        metrics.edge(edge);
        Backups backups = backups(vertx, settings);
        metrics.backups(backups::last);
        Subject subject = new Subject(
                node,
                new ReadinessChecks(bus, plan, deployments, nodeVerticle.node()).all(),
                metrics::scrape,
                new Self(node, settings.region(), plan, deployments, nodeVerticle, metrics)::vitals,
                edge::drain,
                backups::take);
        this.wiring = new Wiring(bus, settings, metrics, backups, nodeVerticle, subject);
    }

    static Backups backups(Vertx vertx, Settings settings) {
        return new Backups(
                vertx,
                settings.stores().backupDir(),
                Map.of(
                        "jwt-keys.json", settings.jwtKeyFile(),
                        "push-keys.json", settings.push().keyFile()),
                InstantSource.system());
    }

    /** A list of sessions that the processes share goes with the last of them. */
    private static Optional<Path> notes(Settings.Stores stores) {
        return stores.sessions().equals("shared") ? Optional.of(stores.dataDir().resolve("node")) : Optional.empty();
    }

    /** @return a future completed when {@code ops} is up, if the plan has it */
    Future<Void> ops() {
        return deploy(part(VerticleName.OPS::equals));
    }

    /** Deploys the other verticles, and ends the process if one cannot start. */
    void rest() {
        deploy(part(name -> name != VerticleName.OPS && !name.facesClients()))
                .compose(up -> deployForeign())
                .compose(up -> deploy(part(VerticleName::facesClients)))
                .onSuccess(up -> Terminal.say(ready()))
                .onFailure(this::giveUp);
    }

    /** @return a future completed when clients were sent away, and every verticle is down or was given up */
    Future<Void> stop() {
        return edge.drain().otherwiseEmpty().compose(gone -> deployments.stop());
    }

    private List<PlannedVerticle> part(Predicate<VerticleName> which) {
        return plan.verticles().stream()
                .filter(verticle -> which.test(verticle.name()))
                .toList();
    }

    private Future<Void> deploy(List<PlannedVerticle> verticles) {
        Future<Void> done = Future.succeededFuture();
        for (PlannedVerticle verticle : verticles) {
            done = done.compose(up -> deploy(verticle));
        }
        return done;
    }

    private Future<Void> deployForeign() {
        Future<Void> done = Future.succeededFuture();
        for (ForeignVerticle verticle : plan.foreign()) {
            done = done.compose(up -> deployments.deploy(verticle))
                    .recover(cause -> Future.failedFuture(failures.of(verticle, cause)));
        }
        return done;
    }

    private Future<Void> deploy(PlannedVerticle verticle) {
        return deployments
                .deploy(verticle, wiring.of(verticle.name()))
                .recover(cause -> Future.failedFuture(failures.of(verticle.name(), cause)));
    }

    private String ready() {
        return plan.has(VerticleName.API) ? "Parley is ready: " + Banner.apiUrl(settings.api()) : "Parley is ready";
    }

    private void giveUp(Throwable cause) {
        if (!deployments.isStopping()) {
            Terminal.refuse(StartFailure.known(cause));
            Terminal.exit(FAILED);
        }
    }
}
