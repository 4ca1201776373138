package dev.parley.sessions.redis;

import dev.parley.model.Failure;
import dev.parley.model.FailureCode;
import dev.parley.model.NodeId;
import dev.parley.model.NodeNumber;
import dev.parley.redis.Call;
import dev.parley.redis.RedisLink;
import dev.parley.redis.Script;
import dev.parley.sessions.NodeLease;
import io.vertx.core.Future;
import io.vertx.redis.client.Response;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ThreadLocalRandom;

/** The leases of nodes and their numbers. */
final class Leases {
    private static final Script RENEW = Script.beside(Leases.class, "renew");
    private static final Script RELEASE = Script.beside(Leases.class, "release");
    private static final List<String> KEYS = List.of(Keys.LEASES, Keys.NUMBERS);

    private final RedisLink link;
    private final Terms terms;
    private final HeldNumbers held;
    private final LiveNodes live;

    Leases(RedisLink link, Terms terms, HeldNumbers held, LiveNodes live) {
        this.link = link;
        this.terms = terms;
        this.held = held;
        this.live = live;
    }

    private static Optional<NodeLease> read(Response reply) {
        return Optional.ofNullable(reply)
                .map(found -> new NodeLease(
                        new NodeNumber(found.get(0).toInteger()), found.get(1).toString()));
    }

    Future<NodeLease> renew(NodeId node, Optional<NodeNumber> number, Duration duration) {
        boolean keeps = number.isPresent();
        return ask(node, number, duration, keeps ? List.of() : held.offers(node))
                .compose(lease -> keeps && lease.isEmpty()
                        ? ask(node, number, duration, held.offers(node))
                        : Future.succeededFuture(lease))
                .map(lease -> granted(
                        node, lease.orElseThrow(() -> Failure.of(FailureCode.UNAVAILABLE, "no node number is free"))));
    }

    Future<Void> release(NodeId node, NodeNumber number) {
        return link.run(RELEASE.call(KEYS, List.of(node.value(), Integer.toString(number.value()))))
                .onSuccess(released -> live.doubt())
                .mapEmpty();
    }

    /** @return a future completed with the nodes that live at this moment */
    Future<Set<NodeId>> live() {
        long sent = link.nanos();
        return link.run(live.reading()).map(reply -> live.learn(reply, sent));
    }

    /** Sees which nodes live at the same time, now and then: so this process knows most numbers should Redis forget them. */
    private Future<Optional<NodeLease>> ask(
            NodeId node, Optional<NodeNumber> number, Duration duration, List<String> offers) {
        long sent = link.nanos();
        Call renewal = RENEW.call(KEYS, arguments(node, number, duration, offers));
        List<Call> calls = live.believed() ? List.of(renewal) : List.of(renewal, live.reading());
        return link.run(calls).map(replies -> {
            replies.stream().skip(1).forEach(reply -> live.learn(reply, sent));
            return read(replies.get(0));
        });
    }

    private List<String> arguments(NodeId node, Optional<NodeNumber> number, Duration duration, List<String> offers) {
        long listAgain = terms.listAgain().toMillis();
        List<String> arguments = new ArrayList<>(List.of(
                node.value(),
                number.map(one -> Integer.toString(one.value())).orElse(""),
                Long.toString(duration.toMillis()),
                Long.toString(terms.rest().toMillis()),
                Long.toString(ThreadLocalRandom.current().nextLong(listAgain * 3 / 4, listAgain * 5 / 4 + 1))));
        arguments.addAll(offers);
        return arguments;
    }

    private NodeLease granted(NodeId node, NodeLease lease) {
        held.seen(node, lease.number());
        if (!live.nodes().contains(node)) {
            live.doubt();
        }
        return lease;
    }
}
