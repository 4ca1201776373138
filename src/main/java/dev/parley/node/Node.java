package dev.parley.node;

import dev.parley.listen.Callers;
import dev.parley.model.NodeId;

/** What the verticles that face clients share within one process. Every part is safe for use by any thread. */
public record Node(
        NodeId id,
        IdClock clock,
        TokenVerifier tokens,
        LocalSessions sessions,
        Submitter submitter,
        RateLimits limits,
        EdgeBoard edges,
        OwnEdge edge,
        Callers callers) {}
