package dev.parley.sessions.shared;

import dev.parley.model.NodeId;
import dev.parley.sessions.PresenceBoard;
import dev.parley.sessions.shared.SharedMap.Change;
import io.vertx.core.Future;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.LongSupplier;
import java.util.stream.Collectors;

/** The nodes that users arrived on, and which of them are no more. */
final class NodeWatch {
    private static final Duration REMEMBERED = Duration.ofHours(1);

    private final SharedMap nodes;
    private final Leases leases;
    private final LongSupplier wallMillis;

    NodeWatch(SharedMap nodes, Leases leases, LongSupplier wallMillis) {
        this.nodes = nodes;
        this.leases = leases;
        this.wallMillis = wallMillis;
    }

    /** @param lookAt when its users are to be looked at */
    record Dead(NodeId node, long lookAt) {}

    /**
     * What is known of a node.
     *
     * @param lookAt when its users are to be looked at; 0 while it lives
     * @param claimedUntil until when somebody sees to it; 0 once that is done
     */
    private record State(long lookAt, long claimedUntil) {
        static final State ALIVE = new State(0, 0);

        static State read(String text) {
            int end = text.indexOf(' ');
            return new State(Long.parseLong(text.substring(0, end)), Long.parseLong(text.substring(end + 1)));
        }

        String write() {
            return lookAt + " " + claimedUntil;
        }

        boolean isAlive() {
            return lookAt == 0;
        }

        boolean isBuried() {
            return lookAt != 0 && claimedUntil == 0;
        }
    }

    Future<Void> watch(NodeId node) {
        return nodes.set(node.value(), Optional.empty(), Optional.of(State.ALIVE.write()))
                .mapEmpty();
    }

    /** @return a future completed with nodes that are no more, for the caller alone to see to */
    Future<List<Dead>> claimDead(Duration after) {
        return nodes.entries().compose(all -> {
            Set<NodeId> known = all.keySet().stream().map(NodeId::new).collect(Collectors.toSet());
            return leases.dead(known).compose(dead -> claim(all, dead, after));
        });
    }

    Future<Void> buried(Dead dead) {
        return nodes.update(dead.node().value(), text -> {
            State state = text.map(State::read).orElse(State.ALIVE);
            Optional<String> next = state.isAlive() ? text : Optional.of(new State(state.lookAt(), 0).write());
            return Future.succeededFuture(new Change<Void>(next, null));
        });
    }

    private Future<List<Dead>> claim(Map<String, String> all, Set<NodeId> dead, Duration after) {
        List<Future<Optional<Dead>>> claims = all.entrySet().stream()
                .map(entry -> dead.contains(new NodeId(entry.getKey()))
                        ? claim(entry.getKey(), entry.getValue(), after)
                        : revive(entry.getKey(), entry.getValue()))
                .toList();
        return Future.join(claims).map(done -> claims.stream()
                .flatMap(claim -> claim.result().stream())
                .toList());
    }

    private Future<Optional<Dead>> claim(String node, String text, Duration after) {
        State state = State.read(text);
        long now = wallMillis.getAsLong();
        if (state.isBuried()) {
            boolean old = state.lookAt() + REMEMBERED.toMillis() < now;
            return set(node, text, old ? Optional.empty() : Optional.of(text)).map(done -> Optional.empty());
        }
        if (state.claimedUntil() > now) {
            return Future.succeededFuture(Optional.empty());
        }
        long lookAt = state.isAlive() ? now + after.toMillis() : state.lookAt();
        return set(node, text, Optional.of(new State(lookAt, now + PresenceBoard.CLAIM.toMillis()).write()))
                .map(mine -> mine ? Optional.of(new Dead(new NodeId(node), lookAt)) : Optional.empty());
    }

    /** A node that is back after all. */
    private Future<Optional<Dead>> revive(String node, String text) {
        return set(node, text, Optional.of(State.ALIVE.write())).map(done -> Optional.empty());
    }

    private Future<Boolean> set(String node, String before, Optional<String> after) {
        return nodes.set(node, Optional.of(before), after);
    }
}
