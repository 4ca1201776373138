package dev.parley.accounts.sql;

import dev.parley.model.Failure;
import dev.parley.model.FailureCode;
import io.vertx.core.Future;
import io.vertx.sqlclient.Pool;
import io.vertx.sqlclient.SqlClient;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Function;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** An open database, and the two ways to use it: to read, and to write durably. No call lasts longer than some seconds. */
final class Database {
    /** A little more than what a database allows a statement, so that its own answer comes first. */
    private static final int READ_SECONDS = 4;

    private static final int WRITE_SECONDS = 8;
    private static final int ATTEMPTS = 4;
    /** An outage is said once in a while, not by every caller. */
    private static final long QUIET_NANOS = TimeUnit.SECONDS.toNanos(5);

    private static final Logger LOG = LoggerFactory.getLogger(Database.class);

    private final SqlClient reads;
    private final Pool writes;
    private final Optional<String> force;
    private final AtomicLong quietUntilNanos = new AtomicLong(System.nanoTime());

    private Database(SqlClient reads, Pool writes, Optional<String> force) {
        this.reads = reads;
        this.writes = writes;
        this.force = force;
    }

    /** A database in which a commit is on the disk when it is answered. */
    Database(SqlClient reads, Pool writes) {
        this(reads, writes, Optional.empty());
    }

    /** @param force the statement after which committed changes are on the disk */
    Database(Pool pool, String force) {
        this(pool, pool, Optional.of(force));
    }

    /** Runs one query. */
    <T> Future<T> read(Function<SqlClient, Future<T>> query) {
        return told(query.apply(reads), READ_SECONDS);
    }

    /**
     * Runs one transaction. Completed when it is durable; any failure rolls it back. One that another transaction got in the
     * way of is run again.
     */
    <T> Future<T> write(Function<SqlClient, Future<T>> transaction) {
        return told(attempt(transaction, ATTEMPTS).compose(result -> force().map(result)), WRITE_SECONDS);
    }

    private <T> Future<T> attempt(Function<SqlClient, Future<T>> transaction, int attempts) {
        return writes.withTransaction(transaction::apply)
                .recover(cause -> attempts > 1 && SqlFailures.isConflict(cause)
                        ? attempt(transaction, attempts - 1)
                        : Future.failedFuture(cause));
    }

    private Future<?> force() {
        return force.<Future<?>>map(statement -> writes.query(statement).execute())
                .orElseGet(Future::succeededFuture);
    }

    private <T> Future<T> told(Future<T> outcome, int seconds) {
        return outcome.timeout(seconds, TimeUnit.SECONDS)
                .recover(cause -> Future.failedFuture(SqlFailures.isPassing(cause) ? unavailable(cause) : cause));
    }

    private Failure unavailable(Throwable cause) {
        long now = System.nanoTime();
        long until = quietUntilNanos.get();
        if (now - until >= 0 && quietUntilNanos.compareAndSet(until, now + QUIET_NANOS)) {
            LOG.warn("The account store cannot be used: {}", SqlFailures.reason(cause));
        }
        return Failure.of(FailureCode.UNAVAILABLE, "the account store cannot be used right now")
                .retryAfter(Duration.ofSeconds(1));
    }

    /** Whether there are connections to read and to write by. */
    Future<Void> check() {
        return told(Future.all(one(reads), one(writes)).mapEmpty(), READ_SECONDS);
    }

    private static Future<?> one(SqlClient client) {
        return client.query("SELECT 1").execute();
    }

    Future<Void> close() {
        return Future.join(reads.close(), writes.close()).mapEmpty();
    }
}
