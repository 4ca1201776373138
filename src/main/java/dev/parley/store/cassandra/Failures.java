package dev.parley.store.cassandra;

import com.datastax.oss.driver.api.core.AllNodesFailedException;
import com.datastax.oss.driver.api.core.DriverTimeoutException;
import com.datastax.oss.driver.api.core.NoNodeAvailableException;
import com.datastax.oss.driver.api.core.NodeUnavailableException;
import com.datastax.oss.driver.api.core.RequestThrottlingException;
import com.datastax.oss.driver.api.core.connection.BusyConnectionException;
import com.datastax.oss.driver.api.core.connection.ClosedConnectionException;
import com.datastax.oss.driver.api.core.connection.HeartbeatException;
import com.datastax.oss.driver.api.core.servererrors.BootstrappingException;
import com.datastax.oss.driver.api.core.servererrors.OverloadedException;
import com.datastax.oss.driver.api.core.servererrors.QueryConsistencyException;
import com.datastax.oss.driver.api.core.servererrors.ServerError;
import com.datastax.oss.driver.api.core.servererrors.TruncateException;
import com.datastax.oss.driver.api.core.servererrors.UnavailableException;
import dev.parley.model.Failure;
import dev.parley.model.FailureCode;
import io.vertx.core.Future;
import java.util.List;

/** Tells what passes from what is a defect, and what was not done from what may have been. */
final class Failures {
    private static final List<Class<?>> NOT_SENT = List.of(
            NoNodeAvailableException.class,
            NodeUnavailableException.class,
            RequestThrottlingException.class,
            BusyConnectionException.class);
    private static final List<Class<?>> REFUSED =
            List.of(UnavailableException.class, OverloadedException.class, BootstrappingException.class);
    private static final List<Class<?>> IN_DOUBT = List.of(
            DriverTimeoutException.class,
            QueryConsistencyException.class,
            ClosedConnectionException.class,
            HeartbeatException.class,
            ServerError.class,
            TruncateException.class);

    private Failures() {}

    static <T> Future<T> raised(Throwable cause) {
        return Future.failedFuture(of(cause, true));
    }

    /** A decision may be refused halfway, by a later one of its rounds. */
    static <T> Future<T> raisedByDecision(Throwable cause) {
        return Future.failedFuture(of(cause, false));
    }

    private static Throwable of(Throwable cause, boolean refusalIsWhole) {
        if (isOne(NOT_SENT, cause) || (refusalIsWhole && isOne(REFUSED, cause))) {
            return Failure.of(FailureCode.UNAVAILABLE, "the message store cannot be reached at the moment");
        }
        if (isOne(REFUSED, cause) || isOne(IN_DOUBT, cause)) {
            return Failure.of(FailureCode.TIMEOUT, "the message store did not answer in time");
        }
        if (cause instanceof AllNodesFailedException failed) {
            return ofAll(failed, refusalIsWhole);
        }
        return cause;
    }

    private static Throwable ofAll(AllNodesFailedException failed, boolean refusalIsWhole) {
        boolean nothingDone = failed.getAllErrors().values().stream()
                .flatMap(List::stream)
                .allMatch(error -> isOne(NOT_SENT, error) || (refusalIsWhole && isOne(REFUSED, error)));
        return nothingDone
                ? Failure.of(FailureCode.UNAVAILABLE, "no node of the message store can be reached at the moment")
                : Failure.of(FailureCode.TIMEOUT, "the nodes of the message store failed while they were asked");
    }

    private static boolean isOne(List<Class<?>> kinds, Throwable cause) {
        return kinds.stream().anyMatch(kind -> kind.isInstance(cause));
    }
}
