package dev.parley.store;

import dev.parley.model.Cursor;
import dev.parley.model.MessageId;
import java.time.Duration;

/**
 * How long inbox entries live, and from when on a cursor is too old to go on from.
 *
 * <p>Nothing is missing between the two: a cursor is refused an hour after what was promised, and entries stay for a day.
 * The hour is for a run of pages that began with the oldest entries; the day is for clocks, which differ between the nodes
 * that write entries, that read them and that drop them, and for ids that are seconds ahead.
 *
 * @param promised how long a device may stay away and still catch up
 */
public record InboxLife(Duration promised) {
    private static final Duration RUN = Duration.ofHours(1);
    private static final Duration MARGIN = Duration.ofDays(1);

    /** How long a store keeps an entry at least, from when it was written. */
    public Duration stored() {
        return promised.plus(MARGIN);
    }

    /** Whether entries that follow the cursor may be gone. {@link Cursor#START} asks for what there is, and is never so. */
    public boolean isPast(Cursor cursor, long nowMillis) {
        long oldest = nowMillis - promised.plus(RUN).toMillis();
        return !cursor.equals(Cursor.START) && MessageId.timeMillis(cursor.safe()) < oldest;
    }

    /** Where a run from {@code cursor} begins: for {@link Cursor#START} at the oldest entries that are promised. */
    public Cursor begin(Cursor cursor, long nowMillis) {
        long oldest = Math.max(0, MessageId.lastBefore(nowMillis - promised.toMillis()));
        return cursor.equals(Cursor.START) ? Cursor.at(oldest) : cursor;
    }
}
