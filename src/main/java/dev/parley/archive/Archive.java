package dev.parley.archive;

import io.vertx.core.Future;
import java.util.List;

/**
 * All that a store keeps, to be given out or taken in while nothing else uses the store. Methods may be called from any
 * thread; a failure that passes is a {@link dev.parley.model.Failure} whose code is retryable.
 */
public interface Archive {
    /** The tables, in the order in which they are read and written. */
    List<ArchiveTable> tables();

    /**
     * Finds out whether the store can take an export in, and changes nothing.
     *
     * @param export names the export, so that an import which broke off can be begun again
     * @return a future completed with true when the store is empty, or holds part of this export; with false when it took all
     *     of it in before; failed with {@code INVALID} when it holds anything else
     */
    Future<Boolean> takes(String export);

    /**
     * Prepares the store for an import: from now on it can be opened for nothing else, until {@link #end}. Only after
     * {@link #takes} said true.
     *
     * @return a future completed when that is noted
     */
    Future<Void> begin(String export);

    /**
     * Ends the import.
     *
     * @return a future completed when the store can be used
     */
    Future<Void> end();

    /** @return a future completed when the store is closed */
    Future<Void> close();
}
