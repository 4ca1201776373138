package dev.parley.node;

import dev.parley.model.MessageId;

/** Makes the ids of this node, for as long as its lease holds. Safe for use by any thread. */
public interface IdClock {
    /**
     * The next id: larger than every id that this node has made or observed.
     *
     * @throws dev.parley.model.Failure of code {@code UNAVAILABLE} while the node has no lease
     */
    MessageId next();

    /** Moves the clock past an id that this node has seen. */
    void observe(MessageId seen);
}
