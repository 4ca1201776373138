package dev.parley.accounts.sql;

import dev.parley.model.Failure;
import io.vertx.core.VertxException;
import io.vertx.core.http.ConnectionPoolTooBusyException;
import io.vertx.sqlclient.DatabaseException;
import java.io.IOException;
import java.sql.SQLException;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.TimeoutException;
import java.util.stream.Stream;

/** Tells a database that is out of reach or overloaded from a defect of ours. */
final class SqlFailures {
    /**
     * What an SQLSTATE begins with that passes: no connection, a database that may only be read, an operator's to mend (who
     * may come in, and where), a transaction rolled back, out of resources, in use, stopped by the operator, a failing
     * disk, time-out, and H2's own, of which a closed or unreadable file are the ones that occur.
     */
    private static final List<String> PASSING =
            List.of("08", "25006", "28", "3D", "40", "53", "55", "57", "58", "HY", "90");
    /** Serialization failure, deadlock, and what H2 calls a concurrent update. */
    private static final Set<String> CONFLICTS = Set.of("40001", "40P01", "90131");
    /**
     * What H2 says once it gave its file up, for instance because the disk was full: on connections whose database, session,
     * or self is closed, and when the file is still held by another database of this process.
     */
    private static final Set<String> CLOSED = Set.of("90098", "90121", "90007", "90020");
    /** The whole message of the pool when no connection comes free in time, and when it was closed meanwhile. */
    private static final Set<String> NO_CONNECTION = Set.of("Timeout", "Pool closed");

    private SqlFailures() {}

    /** Whether the same may succeed later. */
    static boolean isPassing(Throwable cause) {
        if (cause instanceof Failure failure) {
            return failure.code().retryable();
        }
        return sqlState(cause)
                .map(state -> PASSING.stream().anyMatch(state::startsWith))
                .orElseGet(() -> isOutOfReach(cause));
    }

    /** Whether two transactions got in each other's way, and this one was taken back for it. */
    static boolean isConflict(Throwable cause) {
        return sqlState(cause).filter(CONFLICTS::contains).isPresent();
    }

    /** Whether the database closed itself: its connections are of no use any more, and no others are to be had beside them. */
    static boolean isClosed(Throwable cause) {
        return sqlState(cause).filter(CLOSED::contains).isPresent();
    }

    private static Optional<String> sqlState(Throwable cause) {
        return causes(cause)
                .flatMap(one -> one instanceof SQLException sql
                        ? Stream.ofNullable(sql.getSQLState())
                        : one instanceof DatabaseException database
                                ? Stream.ofNullable(database.getSqlState())
                                : Stream.empty())
                .findFirst();
    }

    /** No word of the database, but of the way there. A client's own trouble with a connection has no other type. */
    private static boolean isOutOfReach(Throwable cause) {
        return cause instanceof IOException
                || cause instanceof TimeoutException
                || cause instanceof ConnectionPoolTooBusyException
                || cause instanceof VertxException
                || Optional.ofNullable(cause.getMessage())
                        .filter(NO_CONNECTION::contains)
                        .isPresent();
    }

    /** What the database itself says, in one line. */
    static String reason(Throwable cause) {
        Throwable innermost = causes(cause).reduce((outer, inner) -> inner).orElse(cause);
        return Optional.ofNullable(innermost.getMessage())
                .flatMap(message -> message.lines().findFirst())
                .orElse(innermost.getClass().getSimpleName());
    }

    private static Stream<Throwable> causes(Throwable cause) {
        return Stream.iterate(cause, one -> one != null, Throwable::getCause).limit(16);
    }
}
