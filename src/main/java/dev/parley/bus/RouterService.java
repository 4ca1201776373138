package dev.parley.bus;

import com.fasterxml.jackson.annotation.JsonSubTypes;
import com.fasterxml.jackson.annotation.JsonTypeInfo;
import dev.parley.model.ConversationId;
import dev.parley.model.Message;
import dev.parley.model.MessageId;
import dev.parley.model.SessionId;
import java.time.Duration;
import java.util.Optional;

/** What the {@code router} verticle answers. */
public final class RouterService {
    /**
     * Takes a message: checks membership, makes it durable, sends it to where its members are. The reply leaves when it is
     * durable and on its way. Asking again with the same message is safe.
     *
     * <p>The time-out is short of what a slow store may take, so that a lost reply costs little: who asks asks again.
     *
     * <p>Fails with {@code NOT_FOUND} for a conversation or user that does not exist, {@code ACCESS_DENIED} for one the
     * sender is not in, {@code UNAVAILABLE} when nothing was stored, {@code TIMEOUT} when that is not known.
     */
    public static final Endpoint<Submit, Submitted> SUBMIT =
            new Endpoint<>("chat.router.submit", Submit.class, Submitted.class, Duration.ofSeconds(3));

    private RouterService() {}

    /**
     * @param message with the id that its edge gave it
     * @param origin the session that sent it and gets no copy; absent when it came by REST
     * @param retry whether an earlier attempt may have stored it without delivering it
     */
    public record Submit(Message message, Optional<SessionId> origin, boolean retry) {}

    /** How a submit ended. */
    @JsonTypeInfo(use = JsonTypeInfo.Id.SIMPLE_NAME, property = "@")
    @JsonSubTypes({@JsonSubTypes.Type(Submitted.Accepted.class), @JsonSubTypes.Type(Submitted.OutOfTime.class)})
    public sealed interface Submitted {
        /**
         * It is durable under {@code id} in {@code conversation}. When {@code id} is not the submitted one, the sender's
         * {@code ref} was known already.
         */
        record Accepted(MessageId id, ConversationId conversation) implements Submitted {}

        /** Nothing was stored: move the clock to {@code nowMillis} and come with a new id. */
        record OutOfTime(long nowMillis) implements Submitted {}
    }
}
