package dev.parley.store;

import io.vertx.core.Future;

/** An open store of messages and marks. Its methods may be called from any thread. */
public interface MessageStores {
    MessageStore messages();

    MarkStore marks();

    /**
     * Says whether the store can be used.
     *
     * @return a future completed when it can
     */
    Future<Void> check();

    /**
     * Finishes what was begun and lets go of everything.
     *
     * @return a future completed when that is done
     */
    Future<Void> close();
}
