package dev.parley.sessions.redis;

import dev.parley.model.NodeId;
import dev.parley.model.UserId;

/** What things are called in Redis. What stands in braces decides the slot of a cluster. */
final class Keys {
    static final String LEASES = "parley:{nodes}:leases";
    static final String NUMBERS = "parley:{nodes}:numbers";
    static final String WATCHED = "parley:{nodes}:watched";

    static final String REVOKED = "parley:{revoked}:sign-ins";

    private Keys() {}

    static String sessions(UserId user) {
        return "parley:{" + user + "}:sessions";
    }

    static String users(NodeId node) {
        return "parley:{node " + node + "}:users";
    }
}
