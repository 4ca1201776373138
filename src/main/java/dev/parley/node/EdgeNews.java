package dev.parley.node;

import dev.parley.bus.Bus;
import dev.parley.bus.Bus.Registration;
import dev.parley.bus.EdgeService;
import dev.parley.bus.EdgeService.Found;
import dev.parley.bus.EdgeService.Seek;
import dev.parley.bus.EdgeService.Standing;
import dev.parley.model.NodeId;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import java.net.URI;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Tells how the edge of this node stands, as long as its lease holds. Nodes that recommend edges listen, and answer those that
 * have clients to send elsewhere; others need not know, so that what is told does not grow with the square of the nodes.
 */
final class EdgeNews implements OtherEdges {
    /** As often as a lease is renewed. */
    private static final Duration EVERY = Duration.ofSeconds(3);

    private final Vertx vertx;
    private final Bus bus;
    private final NodeId node;
    private final Address address;
    private final LeasedClock clock;
    private final OwnEdge own;
    private final Optional<EdgeBoard> board;
    private final List<Registration> registrations = new ArrayList<>();
    private volatile long lagMillis;

    /**
     * @param address where the edge of this node is, if it has one
     * @param board where it is kept what edges tell; absent where no edge is recommended
     */
    EdgeNews(
            Vertx vertx,
            Bus bus,
            NodeId node,
            Address address,
            LeasedClock clock,
            OwnEdge own,
            Optional<EdgeBoard> board) {
        this.vertx = vertx;
        this.bus = bus;
        this.node = node;
        this.address = address;
        this.clock = clock;
        this.own = own;
        this.board = board;
        own.onChange(this::tell);
    }

    /** @param url how clients reach it */
    record Address(String region, URI url) {}

    /** @return a future completed when the cluster knows whether this node listens */
    Future<Void> begin() {
        vertx.setPeriodic(EVERY.toMillis(), due -> tell());
        return board.map(this::listen).orElseGet(Future::succeededFuture);
    }

    private Future<Void> listen(EdgeBoard learning) {
        return bus.subscribe(EdgeService.STANDING, learning::learn)
                .onSuccess(heard -> {
                    registrations.add(heard);
                    vertx.setTimer(EVERY.toMillis(), all -> answer(learning));
                })
                .mapEmpty();
    }

    /** To be called when all edges have told of themselves: who asked sooner would hear that there is no other. */
    private void answer(EdgeBoard learned) {
        bus.serveInPlace(
                        EdgeService.ELSEWHERE,
                        seek -> Future.succeededFuture(
                                new Found(learned.elsewhere(seek.from(), seek.region(), seek.clients()))))
                .onSuccess(registrations::add);
    }

    @Override
    public Future<List<URI>> find(int clients) {
        return bus.request(EdgeService.ELSEWHERE, new Seek(node, address.region(), clients))
                .map(Found::urls)
                .otherwise(List.of());
    }

    Future<Void> end() {
        return Future.join(registrations.stream().map(Registration::end).toList())
                .mapEmpty();
    }

    /** Once the edge is gone nothing is told: then it was told that it drains. */
    private void tell() {
        lagMillis = own.takeLagMillis();
        if (clock.holds()) {
            standing().ifPresent(standing -> bus.publish(EdgeService.STANDING, standing));
        }
    }

    /** How it stands now, with the lag of the last seconds; empty while it does not listen. Safe for use by any thread. */
    Optional<Standing> standing() {
        return own.listens()
                ? Optional.of(new Standing(
                        node,
                        address.region(),
                        address.url(),
                        own.sessions(),
                        own.capacity(),
                        lagMillis,
                        own.isDraining()))
                : Optional.empty();
    }
}
