package dev.parley.protocol;

/**
 * Why the server closes a socket. 4000 to 4499 mean that coming back the same way is of no use; 4500 to 4999 mean to
 * reconnect, with backoff and jitter.
 */
public enum CloseCode {
    /** A frame over {@link Limits#FRAME_BYTES}; RFC 6455's own code. */
    TOO_BIG(1009, "frame too big"),
    /** One malformed frame too many. */
    BAD_FRAME(4400, "bad frame"),
    /** No {@code hello} in time, or a token that is no good. */
    UNAUTHENTICATED(4401, "not authenticated"),
    /** The device was signed out. */
    REVOKED(4403, "device signed out"),
    /** The same device connected again elsewhere. */
    REPLACED(4409, "connected again elsewhere"),
    /** The rate limit kept being exceeded. */
    RATE_LIMITED(4429, "rate limit exceeded"),
    /** Nothing was heard of the client for too long. */
    HEARTBEAT_MISSED(4500, "heartbeat missed"),
    /** The token ran out: refresh it, then reconnect. */
    TOKEN_EXPIRED(4501, "token expired"),
    /** A part of the server is missing. */
    UNAVAILABLE(4503, "unavailable"),
    /** The client reads too slowly; it catches up by sync. */
    TOO_SLOW(4508, "too slow"),
    /** This edge is going away. */
    DRAINING(4512, "draining");

    private final int number;
    private final String reason;

    CloseCode(int number, String reason) {
        this.number = number;
        this.reason = reason;
    }

    /** The status code of the close frame. */
    public int number() {
        return number;
    }

    /** The reason in the close frame: short, for people. */
    public String reason() {
        return reason;
    }
}
