package dev.parley.store.rocks;

import dev.parley.model.Failure;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.core.internal.ContextInternal;
import org.rocksdb.RocksDBException;

/**
 * A write on its way to the disk, with the caller who waits for it.
 *
 * @param <T> how it ends
 */
abstract sealed class PendingWrite<T> permits PendingAppend, PendingMarks, PendingSeen {
    /** About how many bytes any takes, besides what it writes. */
    static final int OVERHEAD = 256;

    private final ContextInternal caller;
    private final Promise<T> outcome;

    PendingWrite(ContextInternal caller) {
        this.caller = caller;
        this.outcome = caller.promise();
    }

    /** About how many bytes it takes in memory and in a batch. */
    abstract int weight();

    /** Reads what it depends on. A failure is its own, and touches no other of the group. */
    abstract Addition<T> prepare(Group group) throws RocksDBException;

    /** The smallest message id that it may write, or the largest number for none. */
    long smallestId(long nowMillis) {
        return Long.MAX_VALUE;
    }

    /** What the caller waits for. */
    Future<T> outcome() {
        return outcome.future();
    }

    /** The context that completes it; the same for all callers in one verticle. */
    ContextInternal home() {
        return caller.unwrap();
    }

    void complete(T how) {
        outcome.complete(how);
    }

    void fail(Failure failure) {
        outcome.tryFail(failure);
    }

    /** What is left to do when all was read. */
    @FunctionalInterface
    interface Addition<T> {
        /** Adds it to the group. It ends as is said here once the group is written. */
        T add() throws RocksDBException;
    }
}
