package dev.parley.node;

import dev.parley.model.ConversationId;
import dev.parley.model.MessageId;
import dev.parley.model.UserId;
import java.util.List;
import java.util.Optional;

/** A message that a client wants sent: checked for its form, without an id as yet. */
public record Draft(
        UserId from,
        ConversationId conversation,
        String ref,
        String text,
        Optional<MessageId> replyTo,
        List<UserId> mentions) {
    public Draft {
        mentions = List.copyOf(mentions);
    }
}
