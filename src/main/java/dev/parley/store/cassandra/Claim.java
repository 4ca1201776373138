package dev.parley.store.cassandra;

import dev.parley.model.ConversationId;
import dev.parley.model.MessageId;

/**
 * What is decided about a sender's {@code ref}: the message that has it, and whether that was accepted.
 *
 * @param id the last message that came with this ref and could still be accepted when it came
 */
record Claim(MessageId id, ConversationId conversation, State state) {
    /** How far it is. The number is what is stored. */
    enum State {
        OPEN(0),
        ACCEPTED(1),
        /** The message will never be accepted. Another one with a larger id may take the claim over. */
        ABANDONED(2);

        private final byte number;

        State(int number) {
            this.number = (byte) number;
        }

        byte number() {
            return number;
        }

        static State of(byte number) {
            return values()[number];
        }
    }

    boolean isOf(MessageId message) {
        return id.equals(message);
    }

    Claim in(State next) {
        return new Claim(id, conversation, next);
    }
}
