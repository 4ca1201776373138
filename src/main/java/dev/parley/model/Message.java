package dev.parley.model;

import java.util.List;
import java.util.Optional;

/**
 * One entry of a conversation's log, as it is stored and delivered. Immutable.
 *
 * @param id its place in the order; its time is {@link MessageId#at()}
 * @param ref the sender's own id of this send, unique per sender; shown to the sender's devices only
 * @param replyTo the message it answers
 * @param mentions the users it names
 */
public record Message(
        MessageId id,
        ConversationId conversation,
        UserId from,
        Kind kind,
        String ref,
        String text,
        Optional<MessageId> replyTo,
        List<UserId> mentions) {

    /** What an entry is. The wire name is the lower-case name; the number is what stores write. */
    public enum Kind {
        TEXT(1);

        private final int number;

        Kind(int number) {
            this.number = number;
        }

        /** The number that stores write; never changed, never used again. */
        public int number() {
            return number;
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
}
