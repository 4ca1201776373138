package dev.parley.node;

import dev.parley.bus.Bus;
import dev.parley.bus.Bus.Registration;
import dev.parley.bus.NodeService;
import dev.parley.bus.NodeService.Held;
import dev.parley.bus.NodeService.HeldOf;
import dev.parley.bus.NodeService.HeldSession;
import dev.parley.model.NodeId;
import io.vertx.core.Future;
import java.util.ArrayList;
import java.util.List;

/** Says which sessions of a user this node holds. */
final class Holdings {
    private final Bus bus;
    private final NodeId node;
    private final SessionIndex index;
    private final List<Registration> registrations = new ArrayList<>();

    Holdings(Bus bus, NodeId node, SessionIndex index) {
        this.bus = bus;
        this.node = node;
        this.index = index;
    }

    /** @return a future completed when this node can be asked */
    Future<Void> begin() {
        return bus.serve(NodeService.HELD.at(node), this::held)
                .onSuccess(registrations::add)
                .mapEmpty();
    }

    Future<Void> end() {
        return Future.join(registrations.stream().map(Registration::end).toList())
                .mapEmpty();
    }

    private Future<Held> held(HeldOf question) {
        return Future.succeededFuture(new Held(
                index.find(question.user()).stream().map(Holdings::held).toList()));
    }

    private static HeldSession held(ConnectedSession session) {
        return new HeldSession(
                session.listing().session(),
                session.listing().device(),
                session.listing().visible(),
                session.lastHeard());
    }
}
