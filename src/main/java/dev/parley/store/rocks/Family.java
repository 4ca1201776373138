package dev.parley.store.rocks;

import java.nio.charset.StandardCharsets;
import java.time.Duration;

/**
 * The column families. Numbers in keys are big-endian, so that bytes sort as ids do; a conversation's key is its kind in a
 * byte and its ids.
 */
enum Family {
    /** A name → a number: the version of this layout, and the largest message id. A merge keeps the larger number. */
    META("default"),
    /** Conversation, message id → the message. */
    MESSAGES("messages"),
    /** User, message id → conversation. The message itself is not copied. */
    INBOX("inbox"),
    /** Sender, ref → message id, conversation. */
    REFS("refs"),
    /**
     * User, conversation → the last message id; a merge keeps the larger id, so nothing is read before it is written.
     * A list by last message reads the whole range of one user, about 40 bytes a conversation, and sorts it: that costs
     * a few milliseconds for thousands, where an ordered index would cost a read and a tombstone for every member of
     * every message.
     */
    CONVERSATIONS("conversations"),
    /** Conversation, user, which mark in a byte → the message id; a merge keeps the larger one. */
    MARKS("marks"),
    /** User → when last active, in Unix milliseconds; a merge keeps the later one. */
    ACTIVE("active");

    private final String columnFamily;

    Family(String columnFamily) {
        this.columnFamily = columnFamily;
    }

    byte[] columnFamily() {
        return columnFamily.getBytes(StandardCharsets.UTF_8);
    }

    /** How long entries are kept; zero is for ever. */
    Duration keptFor(Retention retention) {
        return switch (this) {
            case META, MESSAGES, CONVERSATIONS, MARKS, ACTIVE -> Duration.ZERO;
            case INBOX -> retention.inbox();
            case REFS -> retention.refs();
        };
    }
}
