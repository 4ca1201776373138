package dev.parley.node;

import dev.parley.bus.Bus;
import dev.parley.bus.Bus.Registration;
import dev.parley.bus.Done;
import dev.parley.bus.NodeService;
import dev.parley.bus.NodeService.Deliver;
import dev.parley.bus.NodeService.Deliveries;
import dev.parley.bus.NodeService.News;
import dev.parley.bus.Steps;
import dev.parley.model.NodeId;
import dev.parley.model.UserId;
import io.vertx.core.Future;
import io.vertx.core.internal.ContextInternal;
import java.util.ArrayList;
import java.util.IdentityHashMap;
import java.util.List;

/**
 * Hands what routers send to this node on to its sessions. Whoever sends in this process hands it to them at once, and one
 * context takes in what others send: so what one router sends is handed on in the order sent.
 */
final class Delivery {
    private final Bus bus;
    private final NodeId node;
    private final IdClock clock;
    private final SessionIndex index;
    private final Listings listings;
    private final Missed missed;
    private final HandOver handOver;
    private final List<Registration> registrations = new ArrayList<>();

    Delivery(
            Bus bus,
            NodeId node,
            IdClock clock,
            SessionIndex index,
            Listings listings,
            Missed missed,
            HandOver handOver) {
        this.bus = bus;
        this.node = node;
        this.clock = clock;
        this.index = index;
        this.listings = listings;
        this.missed = missed;
        this.handOver = handOver;
    }

    /** @return a future completed when everything sent to this node arrives */
    Future<Void> begin() {
        return Future.all(
                        bus.serveInPlace(NodeService.DELIVER.at(node), this::answer)
                                .onSuccess(registrations::add),
                        bus.serveInPlace(NodeService.DELIVER_MANY.at(node), this::answerMany)
                                .onSuccess(registrations::add),
                        bus.subscribe(NodeService.DELIVER_EVERYWHERE, this::handOn)
                                .onSuccess(registrations::add),
                        bus.serve(NodeService.REPLACED.at(node), this::endReplaced)
                                .onSuccess(registrations::add))
                .mapEmpty();
    }

    Future<Void> end() {
        return Future.join(registrations.stream().map(Registration::end).toList())
                .mapEmpty();
    }

    private Future<Done> answer(Deliver delivery) {
        handOn(delivery);
        missed.look(delivery);
        return Future.succeededFuture(Done.DONE);
    }

    private Future<Done> answerMany(Deliveries many) {
        many.deliveries().forEach(this::handOn);
        return Future.succeededFuture(Done.DONE);
    }

    private void handOn(Deliver delivery) {
        if (delivery.news() instanceof News.Entry entry) {
            clock.observe(entry.message().id());
            handOver.note(delivery);
        }
        sessionsByHome(delivery.users()).forEach((home, sessions) -> Steps.onward(home)
                .runOnContext(turn -> sessions.forEach(session -> session.deliver(delivery))));
    }

    /** An event loop is woken once, however many sessions it has. */
    private IdentityHashMap<ContextInternal, List<ConnectedSession>> sessionsByHome(List<UserId> users) {
        IdentityHashMap<ContextInternal, List<ConnectedSession>> byHome = new IdentityHashMap<>();
        for (UserId user : users) {
            for (ConnectedSession session : index.find(user)) {
                byHome.computeIfAbsent(session.home(), first -> new ArrayList<>())
                        .add(session);
            }
        }
        return byHome;
    }

    private Future<Done> endReplaced(NodeService.Replaced replaced) {
        listings.endHere(replaced.sessions());
        return Future.succeededFuture(Done.DONE);
    }
}
