package dev.parley.sessions.shared;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import dev.parley.model.NodeId;
import dev.parley.model.NodeNumber;
import dev.parley.sessions.NodeLease;
import io.vertx.core.Future;
import java.time.Duration;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.function.LongSupplier;

/** Which nodes live. What was read of others' leases is believed for a second. */
final class Leases {
    private static final Duration BELIEVED = Duration.ofSeconds(1);
    private static final int MOST_BELIEVED = 10_000;
    /** The key of what changes when the lists of sessions are doubted. */
    private static final String DOUBT = "*";

    private final SharedMap leases;
    private final NumberPool numbers;
    private final LongSupplier wallMillis;
    private final Cache<NodeId, Boolean> believed = Caffeine.newBuilder()
            .maximumSize(MOST_BELIEVED)
            .expireAfterWrite(BELIEVED)
            .build();

    Leases(SharedMap leases, NumberPool numbers, LongSupplier wallMillis) {
        this.leases = leases;
        this.numbers = numbers;
        this.wallMillis = wallMillis;
    }

    /** @param mark begins with the doubt that there was when it was made */
    private record Lease(long untilMillis, NodeNumber number, String mark) {
        static Lease parse(String text) {
            String[] parts = text.split(" ", -1);
            return new Lease(Long.parseLong(parts[0]), new NodeNumber(Integer.parseInt(parts[1])), parts[2]);
        }

        String write() {
            return untilMillis + " " + number.value() + " " + mark;
        }
    }

    Future<NodeLease> renew(NodeId node, Optional<NodeNumber> held, Duration duration) {
        long until = wallMillis.getAsLong() + duration.toMillis();
        return leases.get(DOUBT).map(text -> text.orElse("")).compose(doubt -> lease(node)
                .compose(known -> {
                    String mark = known.filter(this::holds)
                            .map(Lease::mark)
                            .filter(one -> one.startsWith(doubt + "/"))
                            .orElseGet(() -> doubt + "/" + UUID.randomUUID());
                    return numbers.hold(node, held.or(() -> known.map(Lease::number)), until)
                            .compose(number -> write(node, new Lease(until, number, mark), duration)
                                    .map(written -> new NodeLease(number, mark)));
                }));
    }

    /** Has every node get another mark with its next renewal. */
    Future<Void> doubt() {
        return leases.put(DOUBT, UUID.randomUUID().toString());
    }

    private Future<Optional<Lease>> lease(NodeId node) {
        return leases.get(node.value()).map(text -> text.map(Lease::parse));
    }

    Future<Void> release(NodeId node, NodeNumber number) {
        return leases.remove(node.value())
                .onSuccess(removed -> believed.put(node, false))
                .compose(removed -> numbers.release(node, number));
    }

    /** @return a future completed with those of {@code nodes} that live, or did a second ago */
    Future<Set<NodeId>> live(Collection<NodeId> nodes) {
        return among(nodes, believed::getIfPresent);
    }

    /** @return a future completed with those of {@code nodes} that are dead at this moment */
    Future<Set<NodeId>> dead(Collection<NodeId> nodes) {
        return among(nodes, node -> null).map(live -> {
            Set<NodeId> dead = new HashSet<>(nodes);
            dead.removeAll(live);
            return dead;
        });
    }

    /** The entry outlives the lease: it says which number a node had whose reply was lost. */
    private Future<Void> write(NodeId node, Lease lease, Duration duration) {
        return leases.put(node.value(), lease.write(), 2 * duration.toMillis())
                .onSuccess(written -> believed.put(node, true));
    }

    private Future<Set<NodeId>> among(Collection<NodeId> nodes, Belief belief) {
        List<NodeId> each = List.copyOf(nodes);
        return AtOnce.map(AtOnce.all(each, node -> isLive(node, belief)), answers -> {
            Set<NodeId> live = new HashSet<>();
            for (int i = 0; i < each.size(); i++) {
                if (answers.get(i)) {
                    live.add(each.get(i));
                }
            }
            return live;
        });
    }

    private Future<Boolean> isLive(NodeId node, Belief belief) {
        Boolean known = belief.of(node);
        return known != null ? Future.succeededFuture(known) : read(node);
    }

    private Future<Boolean> read(NodeId node) {
        return lease(node)
                .map(known -> known.filter(this::holds).isPresent())
                .onSuccess(live -> believed.put(node, live));
    }

    private boolean holds(Lease lease) {
        return wallMillis.getAsLong() < lease.untilMillis();
    }

    /** What is thought of a node without asking; null for nothing. */
    private interface Belief {
        Boolean of(NodeId node);
    }
}
