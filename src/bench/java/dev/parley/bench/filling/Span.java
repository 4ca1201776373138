package dev.parley.bench.filling;

import dev.parley.model.Cursor;
import dev.parley.model.MessageId;
import dev.parley.model.UserId;
import java.util.random.RandomGenerator;

/**
 * From when to when there are messages in every conversation.
 *
 * @param first the smallest id
 * @param last the largest one
 */
public record Span(long first, long last) {
    /** What is not read after such a place: a page that begins there is full, unless a conversation is very short. */
    private static final double END = 0.1;

    /** Messages until now, for a number of days. */
    static Span ofDays(int days, long nowMillis) {
        return new Span(MessageId.lastBefore(nowMillis - days * 86_400_000L) + 1, MessageId.lastBefore(nowMillis));
    }

    /** The id of message {@code number} of {@code count}, which are spread evenly. */
    MessageId id(long number, long count) {
        return new MessageId(first + (long) ((double) (last - first) / count * number));
    }

    /** A place among the messages that has a tenth of them before it. */
    public long anyEnd(RandomGenerator dice) {
        return dice.nextLong(first + (long) ((last - first) * END), last);
    }

    /** The cursor of a user who is about to read from any place that has a tenth of the messages after it. */
    public String anyCursor(String user, RandomGenerator dice) {
        return Cursor.at(dice.nextLong(first, last - (long) ((last - first) * END)))
                .write(UserId.parse(user));
    }
}
