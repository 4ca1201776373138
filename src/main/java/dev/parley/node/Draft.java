package dev.parley.node;

import dev.parley.model.Content;
import dev.parley.model.ConversationId;
import dev.parley.model.UserId;

/** What a client wants said in a conversation: checked for its form, without an id as yet. */
public record Draft(UserId from, ConversationId conversation, Content content) {}
