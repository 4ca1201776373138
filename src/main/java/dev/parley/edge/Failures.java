package dev.parley.edge;

import dev.parley.model.Failure;
import dev.parley.model.FailureCode;
import dev.parley.protocol.ServerFrame;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** What clients are told of failures: those that are meant for them as they are, any other as a defect without details. */
final class Failures {
    private static final Logger LOG = LoggerFactory.getLogger(Failures.class);

    private Failures() {}

    static Failure of(Throwable cause) {
        if (cause instanceof Failure failure) {
            return failure;
        }
        LOG.error("A frame could not be handled", cause);
        return Failure.of(FailureCode.INTERNAL, "something went wrong here; it has been logged");
    }

    static ServerFrame frame(Throwable cause) {
        return new ServerFrame.ErrorFrame(of(cause));
    }
}
