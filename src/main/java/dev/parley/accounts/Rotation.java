package dev.parley.accounts;

/** What came of exchanging a refresh token. */
public enum Rotation {
    /** The next generation is the only good one now. */
    DONE,
    /** The sign-in is at another generation: this token was exchanged before. */
    STALE,
    /** There is no such sign-in any more. */
    GONE
}
