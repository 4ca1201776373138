package dev.parley.sessions.redis;

import dev.parley.model.NodeNumber;
import java.time.Duration;

/**
 * How long things last.
 *
 * @param rest how long a number that was given up or ran out is given to no other node
 * @param listAgain how long after it listed them a node is told to list its sessions again; give or take a quarter, so that
 *     nodes which started together do not do it together
 * @param listing how long a user's sessions are kept without a write: some times {@code listAgain}
 * @param numbers how many node numbers there are, from 0 on
 * @param sessions how many sessions a user has at most
 */
record Terms(Duration rest, Duration listAgain, Duration listing, int numbers, int sessions) {
    static final Terms USUAL =
            new Terms(NodeNumber.REST, Duration.ofHours(1), Duration.ofHours(4), NodeNumber.COUNT, 256);
}
