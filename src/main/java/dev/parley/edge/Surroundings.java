package dev.parley.edge;

import dev.parley.bus.Bus;
import dev.parley.node.Node;
import java.util.function.Supplier;

/**
 * What the sessions on one event loop share.
 *
 * @param rates makes the limits of a new session
 */
record Surroundings(
        Bus bus,
        Node node,
        TimerWheel wheel,
        MessageFrames frames,
        Escalations escalations,
        Supplier<SendRate> rates) {}
