package dev.parley.bench;

import io.vertx.core.Future;

/** A kind of load. Used on the event loop of the clients. */
interface Scenario {
    /** Makes whatever the load needs. @return a future completed when the load may begin */
    Future<Void> prepare();

    /** Has everybody leave. */
    void leave();

    /** A run of it, which counts into {@code tally}; after the one before it is over. */
    Load load(Tally tally);
}
