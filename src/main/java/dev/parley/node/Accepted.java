package dev.parley.node;

import dev.parley.model.ConversationId;
import dev.parley.model.MessageId;

/**
 * A durable message.
 *
 * @param duplicate whether the sender's {@code ref} was known from an earlier send, whose id and conversation these are
 */
public record Accepted(MessageId id, ConversationId conversation, boolean duplicate) {}
