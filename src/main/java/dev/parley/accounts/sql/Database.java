package dev.parley.accounts.sql;

import io.vertx.core.Future;
import io.vertx.sqlclient.Pool;
import io.vertx.sqlclient.SqlClient;
import java.util.function.Function;

/** A pool of connections, and the two ways to use it: to read, and to write durably. */
final class Database {
    private final Pool pool;
    private final String force;

    /** @param force the statement after which committed changes are on the disk */
    Database(Pool pool, String force) {
        this.pool = pool;
        this.force = force;
    }

    /** Runs one query. */
    <T> Future<T> read(Function<SqlClient, Future<T>> query) {
        return query.apply(pool).recover(cause -> Future.failedFuture(SqlFailures.told(cause)));
    }

    /** Runs one transaction. Completed when it is durable; any failure rolls it back. */
    <T> Future<T> write(Function<SqlClient, Future<T>> transaction) {
        return pool.withTransaction(transaction::apply)
                .compose(result -> pool.query(force).execute().map(result))
                .recover(cause -> Future.failedFuture(SqlFailures.told(cause)));
    }

    Future<Void> check() {
        return read(client -> client.query("SELECT 1").execute().mapEmpty());
    }

    Future<Void> close() {
        return pool.close();
    }
}
