package dev.parley.store.rocks;

import dev.parley.model.Failure;
import dev.parley.model.FailureCode;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.WorkerExecutor;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.locks.ReadWriteLock;
import java.util.concurrent.locks.ReentrantReadWriteLock;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The pool that blocking calls run on, bounded in threads and in calls that wait. Nothing runs once it is closed. */
final class Reads {
    private static final Logger LOG = LoggerFactory.getLogger(Reads.class);
    private static final int THREADS = 4;
    private static final int MOST_WAITING = 1_024;

    private final WorkerExecutor pool;
    private final AtomicInteger waiting = new AtomicInteger();
    private final AtomicBoolean complained = new AtomicBoolean();
    private final ReadWriteLock lock = new ReentrantReadWriteLock();
    private boolean closed;
    private Optional<Future<Void>> closing = Optional.empty();

    Reads(Vertx vertx) {
        this.pool = vertx.createSharedWorkerExecutor("parley-message-store", THREADS);
    }

    /**
     * Runs a read.
     *
     * @return a future completed on the caller's context with what it read, or failed with {@code UNAVAILABLE}
     */
    <T> Future<T> run(Callable<T> read) {
        if (waiting.incrementAndGet() > MOST_WAITING) {
            waiting.decrementAndGet();
            return Future.failedFuture(Failure.of(FailureCode.UNAVAILABLE, "the message store has too much to read"));
        }
        return block(() -> unlessClosed(read))
                .onComplete(done -> waiting.decrementAndGet())
                .recover(cause -> Future.failedFuture(failure(cause)));
    }

    private <T> T unlessClosed(Callable<T> read) throws Exception {
        lock.readLock().lock();
        try {
            if (closed) {
                throw isClosed();
            }
            return read.call();
        } finally {
            lock.readLock().unlock();
        }
    }

    private static Failure isClosed() {
        return Failure.of(FailureCode.UNAVAILABLE, "the message store is closed");
    }

    private Failure failure(Throwable cause) {
        if (cause instanceof Failure failure) {
            return failure;
        }
        if (complained.compareAndSet(false, true)) {
            LOG.error("Reading messages failed; later failures are not logged", cause);
        }
        return Failure.of(FailureCode.UNAVAILABLE, "the message store cannot be read");
    }

    /** A pool that is closed throws instead of failing the future. */
    private <T> Future<T> block(Callable<T> work) {
        try {
            return pool.executeBlocking(work, false);
        } catch (RejectedExecutionException e) {
            return Future.failedFuture(isClosed());
        }
    }

    /**
     * Runs {@code last} when no read runs any more, at the first call.
     *
     * @return a future completed when it has run and the pool is gone
     */
    synchronized Future<Void> close(Callable<Void> last) {
        if (closing.isEmpty()) {
            closing = Optional.of(block(() -> closeAfter(last)).eventually(pool::close));
        }
        return closing.get();
    }

    private Void closeAfter(Callable<Void> last) throws Exception {
        lock.writeLock().lock();
        try {
            closed = true;
            return last.call();
        } finally {
            lock.writeLock().unlock();
        }
    }
}
