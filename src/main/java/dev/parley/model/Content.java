package dev.parley.model;

import java.util.List;
import java.util.Optional;

/**
 * What a client wants said, wherever to. Each field is within its limits.
 *
 * @param ref the client's own id of this send
 * @param kind {@code TEXT}, {@code EDIT} or {@code DELETE}
 * @param text empty for a {@code DELETE}
 * @param target the message that is edited or deleted
 */
public record Content(
        String ref,
        Message.Kind kind,
        String text,
        Optional<MessageId> replyTo,
        List<UserId> mentions,
        Optional<MessageId> target) {
    public Content {
        mentions = List.copyOf(mentions);
    }

    /** A new message. */
    public Content(String ref, String text, Optional<MessageId> replyTo, List<UserId> mentions) {
        this(ref, Message.Kind.TEXT, text, replyTo, mentions, Optional.empty());
    }
}
