package dev.parley.backup;

import io.vertx.core.Future;
import java.nio.file.Path;

/** Copies a store while it is used. Methods may be called from any thread, for one copy at a time. */
public interface LiveCopy {
    /** From now until {@link #release} the store keeps whatever it still has to tell another one, even once that is told. */
    default void hold() {}

    /**
     * Copies the store as it is at one moment of this call: with all that was answered before.
     *
     * @param folder made by this; the one that it is made in is there
     * @return a future completed when the copy can be opened as the store can, or failed with {@code UNAVAILABLE} that says why
     */
    Future<Void> to(Path folder);

    /** Ends what {@link #hold} began. */
    default void release() {}
}
