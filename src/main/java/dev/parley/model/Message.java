package dev.parley.model;

import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * One entry of a conversation's log, as it is stored and delivered. Immutable.
 *
 * <p>A text that was edited or deleted is handed out in its final state, wherever it is read: the text is the last one,
 * empty once it was deleted, its mentions and annotations likewise, and {@code amendedBy} names the entry that made it so.
 *
 * @param id its place in the order; its time is {@link MessageId#at()}
 * @param ref the sender's own id of this send, unique per sender; shown to the sender's devices only. That of an entry
 *     which the server makes begins with {@link #SERVER_REF}
 * @param text what {@link Kind} says
 * @param replyTo the message it answers
 * @param mentions the users it names
 * @param target what it is about, where {@link Kind} says so: the value of an id
 * @param amendedBy the {@code EDIT} or {@code DELETE} that this text is as it is by
 * @param annotations what a program of the operator noted about the text
 */
public record Message(
        MessageId id,
        ConversationId conversation,
        UserId from,
        Kind kind,
        String ref,
        String text,
        Optional<MessageId> replyTo,
        List<UserId> mentions,
        Optional<Long> target,
        Optional<MessageId> amendedBy,
        Annotations annotations) {
    /** What no {@code ref} of a client begins with. */
    public static final char SERVER_REF = '\0';

    /** What an entry is. The wire name is the lower-case name; the number is what stores write. */
    public enum Kind {
        /** Something said. */
        TEXT(1),
        /** Gives the {@code TEXT} that {@code target} names a new text and new mentions. */
        EDIT(2),
        /** Takes the text of the {@code TEXT} that {@code target} names away. */
        DELETE(3),
        /** A change of who is in a group: {@code target} is the user, {@code text} a {@link MembershipChange}. */
        MEMBERSHIP(4),
        /** A change of a group: {@code text} is its name from now on, empty when the group is no more. */
        GROUP(5),
        /** News for one user, in the {@link ConversationId.Personal} log: {@code text} is as {@link Event} writes it. */
        EVENT(6);

        private final int number;

        Kind(int number) {
            this.number = number;
        }

        /** The number that stores write; never changed, never used again. */
        public int number() {
            return number;
        }

        /** Whether it changes another entry rather than being shown itself. */
        public boolean amends() {
            return this == EDIT || this == DELETE;
        }

        /** Whether clients send it; the server makes the others. */
        public boolean isSent() {
            return this == TEXT || amends();
        }

        /**
         * The kind with this number.
         *
         * @throws IllegalArgumentException when there is none
         */
        public static Kind of(int number) {
            for (Kind kind : values()) {
                if (kind.number == number) {
                    return kind;
                }
            }
            throw new IllegalArgumentException("no kind of message has the number " + number);
        }
    }

    public Message {
        mentions = List.copyOf(mentions);
    }

    /** An entry about which nothing was noted. */
    public Message(
            MessageId id,
            ConversationId conversation,
            UserId from,
            Kind kind,
            String ref,
            String text,
            Optional<MessageId> replyTo,
            List<UserId> mentions,
            Optional<Long> target,
            Optional<MessageId> amendedBy) {
        this(id, conversation, from, kind, ref, text, replyTo, mentions, target, amendedBy, Annotations.NONE);
    }

    /** An entry without a target, as it was first written. */
    public Message(
            MessageId id,
            ConversationId conversation,
            UserId from,
            Kind kind,
            String ref,
            String text,
            Optional<MessageId> replyTo,
            List<UserId> mentions) {
        this(id, conversation, from, kind, ref, text, replyTo, mentions, Optional.empty(), Optional.empty());
    }

    /** What {@code from} sends, under the id that a node gave it. */
    public static Message of(MessageId id, ConversationId conversation, UserId from, Content content) {
        return new Message(
                id,
                conversation,
                from,
                content.kind(),
                content.ref(),
                content.text(),
                content.replyTo(),
                content.mentions(),
                content.target().map(MessageId::value),
                Optional.empty());
    }

    /**
     * This text as {@code amendment} leaves it; of several amendments the one with the largest id counts.
     *
     * @param amendment an {@code EDIT} or {@code DELETE} of this entry
     */
    public Message amendedBy(Message amendment) {
        boolean older =
                amendedBy.filter(last -> last.compareTo(amendment.id()) >= 0).isPresent();
        return older ? this : saying(amendment, Optional.of(amendment.id()));
    }

    /** This {@code EDIT} without what it says, which its target says from now on. */
    public Message emptied() {
        return with("", List.of(), amendedBy, Annotations.NONE);
    }

    /** This {@code EDIT} as it is read: it says what its target says by now. */
    public Message showing(Message edited) {
        return saying(edited, amendedBy);
    }

    /** This entry with what was noted about its text. */
    public Message annotated(Annotations noted) {
        return noted.equals(annotations) ? this : with(text, mentions, amendedBy, noted);
    }

    private Message saying(Message other, Optional<MessageId> lastAmendedBy) {
        return with(other.text(), other.mentions(), lastAmendedBy, other.annotations());
    }

    private Message with(String said, List<UserId> named, Optional<MessageId> lastAmendedBy, Annotations noted) {
        return new Message(id, conversation, from, kind, ref, said, replyTo, named, target, lastAmendedBy, noted);
    }

    /** Whether its conversation is listed by it: not by what changes other entries, and a user's own log never is. */
    public boolean isListed() {
        return !kind.amends() && !(conversation instanceof ConversationId.Personal);
    }

    /** Whether it is a text that was taken away. */
    public boolean isDeleted() {
        return amendedBy.isPresent() && text.isEmpty();
    }

    /** When it got its final state, if it was ever changed. */
    public Optional<Instant> amendedAt() {
        return amendedBy.map(MessageId::at);
    }
}
