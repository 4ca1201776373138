package dev.parley.store;

import dev.parley.model.ConversationId;
import dev.parley.model.MessageId;

/** How {@link MessageStore#append} ended. */
public sealed interface AppendOutcome {
    /** The message is durable and visible, from this call or an earlier one. */
    record Stored() implements AppendOutcome {}

    /** The sender's {@code ref} names another message, which is durable. Nothing was changed. */
    record Known(MessageId id, ConversationId conversation) implements AppendOutcome {}

    /** The deadline passed before the message was written. Nothing was changed, and nothing will be. */
    record TooLate() implements AppendOutcome {}
}
