package dev.parley.edge;

import dev.parley.bus.Bus;
import dev.parley.node.Admission;
import dev.parley.node.InboxReads;
import dev.parley.node.Node;
import java.util.function.Supplier;

/**
 * What the sessions on one event loop share.
 *
 * @param rates makes the limits of a new session
 * @param greetings for clients that say hello
 * @param sends for what is to be submitted, weighed by {@link Sends}
 * @param inboxes reads them, page by page
 */
record Surroundings(
        Bus bus,
        Node node,
        TimerWheel wheel,
        MessageFrames frames,
        Escalations escalations,
        MarkQueue marks,
        Supplier<SendRate> rates,
        Admission greetings,
        Admission sends,
        InboxReads inboxes) {
    /** The same for sessions that are not limited in how fast they may talk. */
    Surroundings unlimited() {
        return new Surroundings(
                bus, node, wheel, frames, escalations, marks, SendRate::unlimited, greetings, sends, inboxes);
    }
}
