package dev.parley.accounts.sql;

import dev.parley.model.Failure;
import dev.parley.model.FailureCode;
import io.vertx.core.http.ConnectionPoolTooBusyException;
import java.sql.SQLException;
import java.time.Duration;
import java.util.Set;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Tells a database that is out of reach or overloaded from a defect of ours. */
final class SqlFailures {
    private static final Logger LOG = LoggerFactory.getLogger(SqlFailures.class);
    /**
     * Classes of SQLSTATE that pass: no connection, a transaction rolled back, out of resources, in use, stopped by the
     * operator, time-out, and H2's own, of which a closed or unreadable file are the ones that occur.
     */
    private static final Set<String> PASSING = Set.of("08", "40", "53", "55", "57", "HY", "90");
    /** The whole message of the pool when no connection comes free in time. */
    private static final String POOL_TIMEOUT = "Timeout";

    private SqlFailures() {}

    /** The failure that callers are told: {@code UNAVAILABLE}, or {@code cause} as it is. */
    static Throwable told(Throwable cause) {
        if (cause instanceof Failure || !isPassing(cause)) {
            return cause;
        }
        LOG.warn("The account store cannot be used: {}", cause.getMessage());
        return Failure.of(FailureCode.UNAVAILABLE, "the account store cannot be used right now")
                .retryAfter(Duration.ofSeconds(1));
    }

    private static boolean isPassing(Throwable cause) {
        if (cause instanceof SQLException sql) {
            String state = sql.getSQLState();
            return state != null && PASSING.contains(state.substring(0, 2));
        }
        return cause instanceof ConnectionPoolTooBusyException || POOL_TIMEOUT.equals(cause.getMessage());
    }
}
