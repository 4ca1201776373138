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
import java.util.function.BooleanSupplier;
import java.util.function.Function;
import java.util.function.Supplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** An open database, and the two ways to use it: to read, and to write durably. No call lasts longer than some seconds. */
final class Database {
    /** A little more than what a database allows a statement, so that its own answer comes first. */
    private static final int READ_SECONDS = 4;

    private static final int WRITE_SECONDS = 8;
    /** Closing waits for what is running, unless it does not end. */
    private static final int CLOSE_SECONDS = 2 * WRITE_SECONDS;

    private static final int ATTEMPTS = 4;
    /** An outage is said once in a while, not by every caller. */
    private static final long QUIET_NANOS = TimeUnit.SECONDS.toNanos(5);

    private static final Logger LOG = LoggerFactory.getLogger(Database.class);

    private final String name;
    private final Supplier<Connections> opener;
    private final Optional<String> force;
    private final BooleanSupplier hasRoom;
    private final AtomicLong quietUntilNanos = new AtomicLong(System.nanoTime());
    private volatile Future<Connections> open;

    private record Connections(SqlClient reads, Pool writes) {
        Future<Void> close() {
            return Future.join(reads.close(), writes.close()).mapEmpty();
        }
    }

    private Database(String name, Supplier<Connections> opener, Optional<String> force, BooleanSupplier hasRoom) {
        this.name = name;
        this.opener = opener;
        this.force = force;
        this.hasRoom = hasRoom;
        this.open = Future.succeededFuture(opener.get());
    }

    /**
     * A database in which a commit is on the disk when it is answered.
     *
     * @param name for the log
     */
    Database(String name, SqlClient reads, Pool writes) {
        this(name, () -> new Connections(reads, writes), Optional.empty(), () -> true);
    }

    /**
     * A database that closes itself when its disk fails, and is opened anew then.
     *
     * @param name for the log
     * @param opener makes its pool
     * @param force the statement after which committed changes are on the disk
     * @param hasRoom whether its disk has room for another transaction; asked before each, on the caller's thread
     */
    Database(String name, Supplier<Pool> opener, String force, BooleanSupplier hasRoom) {
        this(
                name,
                () -> {
                    Pool pool = opener.get();
                    return new Connections(pool, pool);
                },
                Optional.of(force),
                hasRoom);
    }

    /** Runs one query. */
    <T> Future<T> read(Function<SqlClient, Future<T>> query) {
        return told(used -> query.apply(used.reads()), READ_SECONDS);
    }

    /**
     * Runs one transaction. Completed when it is durable; any failure rolls it back. One that another transaction got in the
     * way of is run again.
     */
    <T> Future<T> write(Function<SqlClient, Future<T>> transaction) {
        if (!hasRoom.getAsBoolean()) {
            return Future.failedFuture(unavailable("its disk is full"));
        }
        return told(
                used -> attempt(used.writes(), transaction, ATTEMPTS)
                        .compose(result -> force(used.writes()).map(result)),
                WRITE_SECONDS);
    }

    private <T> Future<T> attempt(Pool writes, Function<SqlClient, Future<T>> transaction, int attempts) {
        return transact(writes, transaction)
                .recover(cause -> attempts > 1 && SqlFailures.isConflict(cause)
                        ? attempt(writes, transaction, attempts - 1)
                        : Future.failedFuture(cause));
    }

    /**
     * JDBC's connections are left in the middle of a next transaction by Vert.x. What is only read would never end that one,
     * and in it time stands still.
     */
    private <T> Future<T> transact(Pool writes, Function<SqlClient, Future<T>> transaction) {
        return force.isEmpty()
                ? writes.withTransaction(transaction::apply)
                : writes.withConnection(connection -> connection
                        .begin()
                        .compose(begun -> transaction
                                .apply(connection)
                                .compose(result -> begun.commit().map(result), cause -> begun.rollback()
                                        .transform(undone -> Future.failedFuture(cause))))
                        .eventually(
                                () -> connection.query("SET AUTOCOMMIT TRUE").execute()));
    }

    private Future<?> force(Pool writes) {
        return force.<Future<?>>map(statement -> writes.query(statement).execute())
                .orElseGet(Future::succeededFuture);
    }

    private <T> Future<T> told(Function<Connections, Future<T>> call, int seconds) {
        Future<Connections> used = open;
        if (!used.succeeded()) {
            return Future.failedFuture(unavailable("it is opened anew"));
        }
        return call.apply(used.result()).timeout(seconds, TimeUnit.SECONDS).recover(cause -> {
            if (SqlFailures.isClosed(cause)) {
                reopen(used);
            }
            return Future.failedFuture(SqlFailures.isPassing(cause) ? unavailable(SqlFailures.reason(cause)) : cause);
        });
    }

    /**
     * One after the other: H2 has a list of open files by name, and a connection to what it closed, used or closed late, takes
     * what was opened since from that list. It stays open and locked then, and nothing more gets to it.
     */
    private synchronized void reopen(Future<Connections> closed) {
        if (open.equals(closed)) {
            open = closed.result()
                    .close()
                    .timeout(CLOSE_SECONDS, TimeUnit.SECONDS)
                    .onFailure(stuck -> LOG.error("{} does not let go of its file: end this process", name))
                    .transform(over -> Future.succeededFuture(opener.get()));
        }
    }

    private Failure unavailable(String why) {
        long now = System.nanoTime();
        long until = quietUntilNanos.get();
        if (now - until >= 0 && quietUntilNanos.compareAndSet(until, now + QUIET_NANOS)) {
            LOG.warn("{} cannot be used: {}", name, why);
        }
        return Failure.of(FailureCode.UNAVAILABLE, "the account store cannot be used right now")
                .retryAfter(Duration.ofSeconds(1));
    }

    /** Whether there are connections to read and to write by. */
    Future<Void> check() {
        return told(used -> Future.all(one(used.reads()), one(used.writes())).mapEmpty(), READ_SECONDS);
    }

    private static Future<?> one(SqlClient client) {
        return client.query("SELECT 1").execute();
    }

    Future<Void> close() {
        return open.compose(Connections::close);
    }
}
