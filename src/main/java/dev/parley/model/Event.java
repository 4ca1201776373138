package dev.parley.model;

/**
 * News for one user that is no message, such as a friend request; kept in the user's own log, so that no device misses it.
 *
 * @param name what happened, such as {@code friend.requested}
 * @param body the particulars, a JSON object
 */
public record Event(String name, String body) {
    private static final char BETWEEN = '\n';

    /** Reads what {@link #write} wrote. */
    public static Event read(String text) {
        int end = text.indexOf(BETWEEN);
        return new Event(text.substring(0, end), text.substring(end + 1));
    }

    /** The text of an entry of kind {@code EVENT}. */
    public String write() {
        return name + BETWEEN + body;
    }
}
