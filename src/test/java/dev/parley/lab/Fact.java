package dev.parley.lab;

import java.util.List;
import java.util.Set;

/**
 * Something that a client did or saw, or that was done to the cluster. Users and devices go by their names in the
 * laboratory; {@code at} is milliseconds since it began, by a clock that never jumps. The text of a message is its {@code
 * ref}, which no other has.
 */
sealed interface Fact {
    /** A device keeps what it gets, from the first message on. */
    record Owned(String device, String user) implements Fact {}

    /** A send left its device; {@code replyTo} is 0 where it answers nothing. The same ref again is another attempt. */
    record Sent(long at, String device, int connection, String ref, String conversation, long replyTo)
            implements Fact {}

    record Accepted(long at, String device, String ref, long id, String conversation) implements Fact {}

    /** A send was refused for good. */
    record Refused(long at, String device, String ref, String code) implements Fact {}

    /** @param live whether it came by itself, not as part of a sync */
    record Got(long at, String device, int connection, boolean live, Text text) implements Fact {}

    /** A text as somebody was shown it. */
    record Text(long id, String conversation, String from, String ref, long replyTo) {}

    /** A device was given a cursor. */
    record Kept(String device, String cursor) implements Fact {}

    /** What follows a cursor in the end; that after {@code "0"} is the whole inbox. */
    record Follows(String user, String cursor, Set<Long> ids) implements Fact {}

    /** A member came into a conversation, or was out, at some time from {@code from} to {@code until}. */
    record Changed(String conversation, String user, boolean in, long from, long until) implements Fact {}

    /** A conversation as its log shows it to a user in the end, in its order. */
    record Logged(String user, String conversation, List<Text> texts) implements Fact {}

    /** A read mark was acknowledged. */
    record Read(String user, String conversation, long id) implements Fact {}

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
