package dev.parley.sessions.redis;

import dev.parley.model.NodeId;
import dev.parley.model.NodeNumber;
import dev.parley.redis.Call;
import dev.parley.redis.Script;
import io.vertx.redis.client.Response;
import java.time.Duration;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.function.LongSupplier;

/** Which nodes live, as they were read within the last second. Used on one context. */
final class LiveNodes {
    private static final Script SCRIPT = Script.beside(LiveNodes.class, "live");
    private static final Duration BELIEVED = Duration.ofSeconds(1);

    private final HeldNumbers held;
    private final Call call;

    private Set<NodeId> nodes = Set.of();
    private final LongSupplier nanos;
    private long readNanos;

    /** @param nanos a clock that never steps */
    LiveNodes(HeldNumbers held, Terms terms, LongSupplier nanos) {
        this.held = held;
        this.nanos = nanos;
        this.call = SCRIPT.call(
                List.of(Keys.LEASES), List.of(Long.toString(terms.rest().toMillis())));
        doubt();
    }

    /** Asks for all of them. */
    Call reading() {
        return call;
    }

    boolean believed() {
        return nanos.getAsLong() - readNanos < BELIEVED.toNanos();
    }

    /** Has them read before they are believed again. */
    void doubt() {
        readNanos = nanos.getAsLong() - BELIEVED.toNanos();
    }

    /** Takes in a reply; {@code sentNanos} is when it was asked for. */
    Set<NodeId> learn(Response reply, long sentNanos) {
        Set<NodeId> live = new HashSet<>();
        for (int i = 0; i < reply.size(); i += 2) {
            NodeId node = new NodeId(reply.get(i).toString());
            held.seen(node, new NodeNumber(reply.get(i + 1).toInteger()));
            live.add(node);
        }
        nodes = Set.copyOf(live);
        readNanos = sentNanos;
        return nodes;
    }

    Set<NodeId> nodes() {
        return nodes;
    }
}
