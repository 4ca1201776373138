package dev.parley.lab;

import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * Something that a client did or saw, or that was done to the cluster. Users and devices go by their names in the
 * laboratory; {@code at} is milliseconds since it began, by a clock that never jumps. A text, and what an edit makes of one,
 * is its {@code ref}, which nothing else has.
 */
sealed interface Fact {
    /** What a message is. */
    enum Kind {
        TEXT,
        EDIT,
        DELETE;

        /** Whether it changes a text, and is none. */
        boolean amends() {
            return this != TEXT;
        }
    }

    /** A device keeps what it gets, from the first message on. */
    record Owned(String device, String user, Link.Kind link) implements Fact {}

    /**
     * A send left its device. The same ref again is another attempt.
     *
     * @param names the message that it answers or changes; 0 for none
     */
    record Sent(long at, String device, int connection, String ref, String conversation, Kind kind, long names)
            implements Fact {}

    record Accepted(long at, String device, String ref, long id, String conversation) implements Fact {}

    /** A send was refused for good. */
    record Refused(long at, String device, String ref, String code) implements Fact {}

    /** @param live whether it came by itself, not as part of a sync */
    record Got(long at, String device, int connection, boolean live, Entry entry) implements Fact {}

    /**
     * A message as somebody was shown it.
     *
     * @param says what the text that it is, or that it changes, is by then; nothing once that was deleted
     */
    record Entry(long id, String conversation, String from, Kind kind, String says, long names) {}

    /** A device was given a cursor. */
    record Kept(String device, String cursor) implements Fact {}

    /** What follows a cursor in the end; that after {@code "0"} is the whole inbox. */
    record Follows(String user, String cursor, List<Entry> entries) implements Fact {
        Set<Long> ids() {
            return entries.stream().map(Entry::id).collect(Collectors.toSet());
        }
    }

    /** A member came into a conversation, or was out, at some time from {@code from} to {@code until}. */
    record Changed(String conversation, String user, boolean in, long from, long until) implements Fact {}

    /** A conversation as its log shows it to a user in the end, in its order. */
    record Logged(String user, String conversation, List<Entry> texts) implements Fact {}

    /** A read mark was acknowledged. */
    record Read(String user, String conversation, long id) implements Fact {}

    /** A read mark left its device, which gets no answer. */
    record Marked(long at, String device, String conversation, long id) implements Fact {}

    /** A device was told how far somebody has read. */
    record Receipt(long at, String device, String conversation, String reader, long id) implements Fact {}

    /** A conversation as the list of a user shows it in the end. */
    record Listed(String user, String conversation, long readUpTo, int unread) implements Fact {}

    /** A user who is never connected is told by pushes, from now on. */
    record Registered(long at, String user) implements Fact {}

    /** @param last the newest of the messages it tells of */
    record Pushed(long at, String user, String conversation, long last, int count) implements Fact {}

    /** A device was welcomed, or its connection is over. */
    record Linked(long at, String device, boolean up) implements Fact {}

    /** A user was shown to somebody. */
    record Shown(long at, String user, boolean online) implements Fact {}

    /** Something was wrong with the cluster. */
    record Disturbed(long from, long until, String fault) implements Fact {}

    /** A process that sends pushes was killed, stood still, or could not say to their queue that it sent them. */
    record PusherDied(long at) implements Fact {}
}
