package dev.parley.ops;

import dev.parley.bus.Bus;
import dev.parley.bus.Bus.Registration;
import dev.parley.bus.Done;
import dev.parley.bus.OpsService;
import dev.parley.bus.OpsService.Ask;
import dev.parley.bus.OpsService.Report;
import dev.parley.model.NodeId;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;

/**
 * How the nodes of the cluster are: asked when somebody wants to know, and told to others who do. While nobody looks it costs
 * nothing. Used on one context.
 */
final class Cluster {
    /** A node that was not heard of for so long is left out. */
    static final Duration KEPT = Duration.ofSeconds(30);
    /** How long answers are gathered. */
    private static final Duration GATHERED = Duration.ofMillis(300);
    /** Whoever asks again sooner gets what is known. */
    private static final Duration FRESH = Duration.ofSeconds(1);

    private final Vertx vertx;
    private final Bus bus;
    private final NodeId node;
    private final Supplier<Future<Report>> own;
    private final Runnable drain;
    private final InstantSource clock;
    private final Map<NodeId, Heard> heard = new LinkedHashMap<>();
    private final List<Registration> registrations = new ArrayList<>();
    private Instant freshUntil = Instant.MIN;

    /** @param own says how this node is */
    Cluster(Vertx vertx, Bus bus, NodeId node, Supplier<Future<Report>> own, Runnable drain, InstantSource clock) {
        this.vertx = vertx;
        this.bus = bus;
        this.node = node;
        this.own = own;
        this.drain = drain;
        this.clock = clock;
    }

    /** @param at when it was heard of */
    record Heard(Report report, Instant at) {}

    /** @return a future completed when other nodes can ask this one */
    Future<?> begin() {
        return Future.all(
                bus.subscribe(OpsService.ASK, this::answer).onSuccess(registrations::add),
                bus.serve(OpsService.TELL.at(node), this::hear).onSuccess(registrations::add),
                bus.serve(OpsService.DRAIN.at(node), this::drain).onSuccess(registrations::add));
    }

    Future<?> end() {
        return Future.join(registrations.stream().map(Registration::end).toList());
    }

    /** @return a future completed with what was heard of each node, the eldest first */
    Future<List<Heard>> nodes() {
        if (clock.instant().isBefore(freshUntil)) {
            return Future.succeededFuture(known());
        }
        freshUntil = clock.instant().plus(FRESH);
        bus.publish(OpsService.ASK, new Ask(node));
        return vertx.timer(GATHERED.toMillis()).map(due -> known());
    }

    /** Has a node send its clients away. */
    Future<Done> drain(NodeId which) {
        return bus.request(OpsService.DRAIN.at(which), Done.DONE);
    }

    private List<Heard> known() {
        Instant forgotten = clock.instant().minus(KEPT);
        heard.values().removeIf(one -> one.at().isBefore(forgotten));
        return heard.values().stream()
                .sorted(Comparator.comparing(
                        one -> one.at().minusMillis(one.report().vitals().upMillis())))
                .toList();
    }

    private void answer(Ask ask) {
        own.get().onSuccess(report -> bus.request(OpsService.TELL.at(ask.asker()), report));
    }

    private Future<Done> hear(Report report) {
        heard.put(report.vitals().node(), new Heard(report, clock.instant()));
        return Future.succeededFuture(Done.DONE);
    }

    private Future<Done> drain(Done order) {
        drain.run();
        return Future.succeededFuture(Done.DONE);
    }
}
