package dev.parley.node;

import dev.parley.listen.Callers;
import dev.parley.model.NodeId;

/**
 * What the verticles that face clients share within one process. Every part is safe for use by any thread.
 *
 * @param edges what is known of the edges of the cluster; nothing in a process that recommends none
 */
public record Node(
        NodeId id,
        IdClock clock,
        TokenVerifier tokens,
        LocalSessions sessions,
        Submitter submitter,
        RateLimits limits,
        EdgeBoard edges,
        OtherEdges elsewhere,
        OwnEdge edge,
        Callers callers) {}
