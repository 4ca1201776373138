package dev.parley.model;

import java.time.Duration;
import java.util.Optional;

/**
 * A failure that a caller is told of: a value that travels as the cause of a failed future. It has no stack trace, for it
 * says what is wrong with a request or with the world, not where in the code.
 */
public final class Failure extends RuntimeException {
    private static final long serialVersionUID = 1L;

    private final FailureCode code;
    private final String field;
    private final long retryAfterMillis;

    private Failure(FailureCode code, String message, String field, long retryAfterMillis) {
        super(message, null, false, false);
        this.code = code;
        this.field = field;
        this.retryAfterMillis = retryAfterMillis;
    }

    /** A failure of the request or the server as a whole; {@code message} is shown to people. */
    public static Failure of(FailureCode code, String message) {
        return new Failure(code, message, "", 0);
    }

    /** A failure of one field, named by its path in the request. */
    public static Failure of(FailureCode code, String message, String field) {
        return new Failure(code, message, field, 0);
    }

    /** The same failure with the time after which to try again. */
    public Failure retryAfter(Duration wait) {
        return new Failure(code, getMessage(), field, wait.toMillis());
    }

    public FailureCode code() {
        return code;
    }

    /** The path of the field at fault, such as {@code device.name}. */
    public Optional<String> field() {
        return field.isEmpty() ? Optional.empty() : Optional.of(field);
    }

    /** How long to wait before trying again, where that is known. */
    public Optional<Duration> retryAfter() {
        return retryAfterMillis == 0 ? Optional.empty() : Optional.of(Duration.ofMillis(retryAfterMillis));
    }
}
