package dev.parley.bench.simulation;

import dev.parley.edge.Drain;
import dev.parley.node.Node;
import dev.parley.node.NodeVerticle;
import io.vertx.core.Future;
import java.time.Duration;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.function.IntUnaryOperator;

/** A node with an edge: the real one, but for its sockets. */
final class Edge {
    private static final long STOPPED_MILLIS = 100;

    private final Machine machine;
    private final NodeVerticle verticle;
    private final Set<Stay> guests = new LinkedHashSet<>();
    private final Drain drain;
    private final Duration time;

    /** @param time over which guests leave when it drains */
    Edge(Machine machine, NodeVerticle verticle, Duration time, IntUnaryOperator random) {
        this.machine = machine;
        this.verticle = verticle;
        this.drain = new Drain(machine.vertx(), machine.vertx().getOrCreateContext(), guests, random);
        this.time = time;
    }

    /** Takes guests from now on. */
    void open() {
        node().edge().join(() -> drain.begin(time, node().elsewhere()));
    }

    Node node() {
        return verticle.node();
    }

    Machine machine() {
        return machine;
    }

    int guests() {
        return guests.size();
    }

    boolean takes() {
        return !machine.isDead() && node().edge().isOpen();
    }

    void enter(Stay guest) {
        guests.add(guest);
        node().edge().enter();
    }

    void leave(Stay guest) {
        if (guests.remove(guest)) {
            node().edge().exit();
            drain.left();
        }
    }

    /** Its process is killed: its guests are cut off. */
    void die() {
        machine.die();
        List<Stay> all = List.copyOf(guests);
        guests.clear();
        all.forEach(Stay::cutOff);
    }

    /** Stops as an operator stops it. */
    Future<?> stop() {
        return node().edge()
                .drain()
                .compose(drained -> machine.undeploy(verticle))
                .compose(stopped -> machine.vertx().timer(STOPPED_MILLIS))
                .onComplete(over -> machine.die());
    }
}
