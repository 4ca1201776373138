package dev.parley.notification.http;

import dev.parley.notification.Receipt;
import java.util.Locale;
import java.util.Optional;
import java.util.concurrent.TimeoutException;

/** Why there was no answer. */
public final class Unreachable extends RuntimeException {
    private static final long serialVersionUID = 1;

    /** What was in the way. */
    enum Reason {
        /** The name has no address. */
        NAME,
        /** The address is not one that may be used. */
        PRIVATE,
        TIMEOUT,
        CONNECTION
    }

    private final Reason reason;

    Unreachable(Reason reason) {
        super(reason.name(), null, false, false);
        this.reason = reason;
    }

    static Unreachable of(Throwable cause) {
        if (cause instanceof Unreachable known) {
            return known;
        }
        return new Unreachable(cause instanceof TimeoutException ? Reason.TIMEOUT : Reason.CONNECTION);
    }

    /** What that makes of a push: all but a forbidden address may pass. */
    public static Receipt receipt(Throwable cause) {
        Reason reason = of(cause).reason;
        String label = reason.name().toLowerCase(Locale.ROOT);
        return reason == Reason.PRIVATE ? new Receipt.Refused(label) : new Receipt.Later(label, Optional.empty(), true);
    }
}
