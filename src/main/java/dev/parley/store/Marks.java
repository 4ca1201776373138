package dev.parley.store;

import dev.parley.model.MessageId;
import java.util.Optional;

/** How far a user has got and read a conversation: the ids of the last messages. */
public record Marks(Optional<MessageId> delivered, Optional<MessageId> read) {
    /** No mark. */
    public static final Marks NONE = new Marks(Optional.empty(), Optional.empty());
}
