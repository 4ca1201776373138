package dev.parley.protocol;

import dev.parley.model.MessageId;
import dev.parley.model.UserId;
import java.util.List;
import java.util.Optional;

/**
 * What a client wants sent, wherever to: the fields that the {@code send} frame and {@code POST …/messages} share. Each is
 * within its limits.
 *
 * @param ref the client's own id of this send
 */
public record Content(String ref, String text, Optional<MessageId> replyTo, List<UserId> mentions) {
    public Content {
        mentions = List.copyOf(mentions);
    }
}
