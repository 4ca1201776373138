package dev.parley.model;

import java.util.Locale;

/**
 * Every way in which a call can fail, with what each surface shows for it. The wire name is the lower-case name and part
 * of the contract with clients.
 */
public enum FailureCode {
    /** A frame that is not a JSON object with a known {@code type}. */
    BAD_FRAME(400, false),
    /** A request whose line or headers are malformed. */
    BAD_REQUEST(400, false),
    /** A body that is not JSON. */
    BAD_JSON(400, false),
    /** A field of the wrong type or outside its limits. */
    INVALID(422, false),
    /** A text of more code points than allowed. */
    TEXT_TOO_LONG(422, false),
    /** A cursor that this server never gave to this user. */
    BAD_CURSOR(422, false),
    /** No token, or one that is forged or of a revoked device. */
    UNAUTHENTICATED(401, false),
    /** A token past its time: refresh it. */
    TOKEN_EXPIRED(401, false),
    /** A refresh token that was already exchanged: its device is signed out. */
    TOKEN_REUSED(401, false),
    /** An unknown user name or a wrong password. */
    BAD_CREDENTIALS(401, false),
    /** Not yours to see or do. */
    ACCESS_DENIED(403, false),
    /** One of the two blocks the other. */
    BLOCKED(403, false),
    /** The other one takes messages of friends only. */
    FRIENDS_ONLY(403, false),
    /** A program that the operator has decide about messages does not let it pass. */
    REFUSED(403, false),
    /** No such thing, or none that you may know of. */
    NOT_FOUND(404, false),
    /** No such method on this path. */
    METHOD_NOT_ALLOWED(405, false),
    USERNAME_TAKEN(409, false),
    /** A message that is too old to be edited or deleted. */
    TOO_LATE(409, false),
    /** A group has as many members as it may. */
    GROUP_FULL(422, false),
    /** As many of these are kept as may be; one has to go first. */
    LIMIT_REACHED(409, false),
    /** A body over its limit. */
    TOO_LARGE(413, false),
    RATE_LIMITED(429, true),
    /** A defect of the server. */
    INTERNAL(500, true),
    /** A part of the server is missing or overloaded; nothing was done. */
    UNAVAILABLE(503, true),
    /** No answer in time: it may have been done. Trying again with the same reference is safe. */
    TIMEOUT(504, true);

    private final int httpStatus;
    private final boolean retryable;

    FailureCode(int httpStatus, boolean retryable) {
        this.httpStatus = httpStatus;
        this.retryable = retryable;
    }

    /** The status of an HTTP answer. */
    public int httpStatus() {
        return httpStatus;
    }

    /** Whether the same request can succeed later. */
    public boolean retryable() {
        return retryable;
    }

    /** The stable name that clients see. */
    public String wireName() {
        return name().toLowerCase(Locale.ROOT);
    }
}
