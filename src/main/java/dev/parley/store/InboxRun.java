package dev.parley.store;

import dev.parley.model.Cursor;

/**
 * A run of pages through an inbox, as far as it has got: the rule that moves a cursor.
 *
 * <p>While {@code safe} and {@code read} are equal, everything up to there has been read and nothing will appear below. A
 * page that ends at or below the cap keeps it so. The first page that ends above the cap freezes {@code safe} at that
 * cap: entries may still appear between the two, behind the run. At its end the run falls back to {@code safe}, so that
 * the next run reads that part again.
 *
 * <p>Nothing is skipped: {@code safe} only ever takes a value at or below the cap of a page that has read everything up to
 * it, and an adapter sees to it that nothing appears at or below a cap after that page was read.
 *
 * @param cursor where the page starts
 * @param cap at or below which nothing appears after the page is read
 */
public record InboxRun(Cursor cursor, long cap) {
    /** A page that starts at {@code after}, or at the cap when it is from ahead: a clock was set back. */
    public static InboxRun of(Cursor after, long cap) {
        return new InboxRun(after.safe() > cap ? Cursor.at(cap) : after, cap);
    }

    /** The cursor after a page that ended at {@code last}, with others to follow. */
    public Cursor continued(long last) {
        if (isFrozen()) {
            return new Cursor(cursor.safe(), last);
        }
        return new Cursor(Math.min(last, cap), last);
    }

    /** The cursor after a page that reached the end. */
    public Cursor finished() {
        return Cursor.at(isFrozen() ? cursor.safe() : cap);
    }

    private boolean isFrozen() {
        return cursor.read() > cursor.safe();
    }
}
