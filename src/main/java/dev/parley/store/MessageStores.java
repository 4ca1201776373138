package dev.parley.store;

import dev.parley.backup.LiveCopy;
import io.vertx.core.Future;
import java.util.Optional;

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

    /** Copies it while it is used; empty where it is a server, which has means of its own. */
    default Optional<LiveCopy> liveCopy() {
        return Optional.empty();
    }

    /**
     * Finishes what was begun and lets go of everything.
     *
     * @return a future completed when that is done
     */
    Future<Void> close();
}
