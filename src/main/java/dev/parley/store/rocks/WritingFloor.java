package dev.parley.store.rocks;

import dev.parley.model.MessageId;

/**
 * Knows below which id nothing can appear any more: the cap of every safe cursor.
 *
 * <p>The writer does, for each group: (1) {@link #publish} the smallest id that it may write, (2) read the clock and drop
 * what is past its deadline, (3) write, (4) {@link #clear}. A reader (a) is given a horizon by someone who read the same
 * clock, which never goes back, when all ids below the horizon were past their deadline; (b) reads the floor, which makes
 * the {@link #cap}; (c) reads the inbox as of then.
 *
 * <p>So no entry at or below the cap appears after (c). Suppose that a message m does.
 *
 * <ul>
 *   <li>If its group came to (1) before (b), the floor that (b) saw was that group's, or the group was at (4) and m had
 *       appeared. A group's floor is at most m, so the cap is below m.
 *   <li>If its group came to (1) after (b), it came to (2) after (a), when m, being below the horizon, was past its
 *       deadline. So m was dropped.
 * </ul>
 *
 * <p>What is past its deadline even before (1) is left out of the floor: it is never written, and a resend of an old
 * message would pull everyone's cap far back.
 */
final class WritingFloor {
    private static final long NONE = Long.MAX_VALUE;

    private volatile long floor = NONE;

    /** Says, before the deadlines are checked, that nothing below {@code smallestId} is about to be written. */
    void publish(long smallestId) {
        floor = smallestId;
    }

    /** Says that what was to be written is visible. */
    void clear() {
        floor = NONE;
    }

    /** The largest id value at or below which whoever reads after this call finds all there will ever be. */
    long cap(long horizonMillis) {
        return Math.max(0, Math.min(MessageId.lastBefore(horizonMillis), floor - 1));
    }
}
