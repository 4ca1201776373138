package dev.parley.bus;

import dev.parley.model.NodeId;
import java.time.Duration;

/**
 * A question that one verticle answers for others: where it is asked, what is asked, what is answered.
 *
 * @param address where it is served
 * @param request the type of the question, an immutable record
 * @param reply the type of the answer, an immutable record
 * @param base the address without the node
 * @param timeout after which the outcome is unknown
 */
public record Endpoint<Q, R>(String address, String base, Class<Q> request, Class<R> reply, Duration timeout) {
    /** An endpoint that any node may serve. */
    public Endpoint(String address, Class<Q> request, Class<R> reply, Duration timeout) {
        this(address, address, request, reply, timeout);
    }

    /** The same endpoint as one node serves it for itself. */
    public Endpoint<Q, R> at(NodeId node) {
        return new Endpoint<>(base + "." + node, base, request, reply, timeout);
    }
}
