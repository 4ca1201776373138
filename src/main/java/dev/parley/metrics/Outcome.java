package dev.parley.metrics;

import dev.parley.model.Failure;
import java.util.Locale;

/** How a call ended. */
enum Outcome {
    OK,
    /** The store said no: a rule of ours, such as a name that is taken. */
    REFUSED,
    /** Nothing was done. */
    UNAVAILABLE,
    /** What was done is not known. */
    TIMEOUT,
    /** A defect. */
    ERROR;

    /** @param cause null for none */
    static Outcome of(Throwable cause) {
        if (cause == null) {
            return OK;
        }
        if (!(cause instanceof Failure failure)) {
            return ERROR;
        }
        return switch (failure.code()) {
            case UNAVAILABLE -> UNAVAILABLE;
            case TIMEOUT -> TIMEOUT;
            case INTERNAL -> ERROR;
            default -> REFUSED;
        };
    }

    String label() {
        return name().toLowerCase(Locale.ROOT);
    }
}
