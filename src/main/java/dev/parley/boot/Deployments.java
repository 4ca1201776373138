package dev.parley.boot;

import io.vertx.core.Deployable;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Deploys verticles one after the other, and takes them down in reverse. Safe for use by any thread. */
final class Deployments {
    private static final Logger LOG = LoggerFactory.getLogger(Deployments.class);
    private static final int STOP_SECONDS = 10;

    private record Deployed(String name, String id) {}

    private final Vertx vertx;
    private final Deque<Deployed> up = new ArrayDeque<>();
    private boolean stopping;

    Deployments(Vertx vertx) {
        this.vertx = vertx;
    }

    /**
     * Deploys one verticle.
     *
     * @return a future completed when it is up
     */
    Future<Void> deploy(PlannedVerticle verticle, Supplier<? extends Deployable> factory) {
        if (isStopping()) {
            return Future.failedFuture(new CannotStart("it was told to stop"));
        }
        return vertx.deployVerticle(factory, verticle.options())
                .map(id -> add(verticle.name().toString(), id));
    }

    /** The same for one of the operator's own, which Vert.x finds by its name. */
    Future<Void> deploy(ForeignVerticle verticle) {
        return isStopping()
                ? Future.failedFuture(new CannotStart("it was told to stop"))
                : vertx.deployVerticle(verticle.name(), verticle.options()).map(id -> add(verticle.name(), id));
    }

    /** The names of those that are up. */
    synchronized Set<String> up() {
        return up.stream().map(Deployed::name).collect(Collectors.toSet());
    }

    synchronized boolean isStopping() {
        return stopping;
    }

    /**
     * Takes everything down, the last one up first, with a limit on each.
     *
     * @return a future completed when all are down or were given up
     */
    Future<Void> stop() {
        Future<Void> done = Future.succeededFuture();
        for (Deployed deployed : beginStop()) {
            done = done.compose(before -> undeploy(deployed));
        }
        return done;
    }

    private synchronized Void add(String name, String id) {
        up.push(new Deployed(name, id));
        return null;
    }

    private synchronized List<Deployed> beginStop() {
        stopping = true;
        return List.copyOf(up);
    }

    private Future<Void> undeploy(Deployed deployed) {
        return vertx.undeploy(deployed.id())
                .timeout(STOP_SECONDS, TimeUnit.SECONDS)
                .recover(cause -> {
                    LOG.warn("{} did not stop cleanly: {}", deployed.name(), cause.getMessage());
                    return Future.succeededFuture();
                });
    }
}
