package dev.parley.bus;

import com.fasterxml.jackson.annotation.JsonSubTypes;
import com.fasterxml.jackson.annotation.JsonTypeInfo;
import dev.parley.model.Annotations;
import dev.parley.model.ConversationId;
import dev.parley.model.Message;
import dev.parley.model.MessageId;
import dev.parley.model.SessionId;
import dev.parley.model.UserId;
import java.time.Duration;
import java.util.List;
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
     * sender is not in, {@code BLOCKED} or {@code FRIENDS_ONLY} where the other one does not take it, {@code INVALID} or {@code
     * TOO_LATE} for what cannot be edited or deleted, {@code REFUSED} by a program of the operator, {@code UNAVAILABLE} when nothing was stored, {@code TIMEOUT} when that is not known.
     */
    public static final Endpoint<Submit, Submitted> SUBMIT =
            new Endpoint<>("chat.router.submit", Submit.class, Submitted.class, Duration.ofSeconds(3));

    /**
     * Takes an entry that {@code accounts} made: makes it durable, sends it to where its members are. Asking again with the
     * same {@code ref} is safe.
     */
    public static final Endpoint<Announce, Submitted> ANNOUNCE =
            new Endpoint<>("chat.router.announce", Announce.class, Submitted.class, Duration.ofSeconds(5));
    /**
     * Notes how far users have got or read a conversation, never back, and tells those who are to know. A {@code read} past
     * the end of the log is taken for its end. Fails with {@code NOT_FOUND} or {@code ACCESS_DENIED} as a submit does, where
     * that holds for one of the users; the others' marks are noted nevertheless.
     */
    public static final Endpoint<Marks, Done> MARK =
            new Endpoint<>("chat.router.marks", Marks.class, Done.class, Duration.ofSeconds(3));
    /** Tells the other members that a user writes. Fails as a submit does. */
    public static final Endpoint<Typing, Done> TYPING =
            new Endpoint<>("chat.router.typing", Typing.class, Done.class, Duration.ofSeconds(3));

    private RouterService() {}

    /** @param members who gets it; nobody checks whether its author may write */
    public record Announce(Message entry, List<UserId> members) {}

    /** How far some of a conversation's users are. */
    public record Marks(ConversationId conversation, List<Mark> marks) {
        public Marks {
            marks = List.copyOf(marks);
        }

        /** That one of them has read up to a message. */
        public static Marks read(UserId user, ConversationId conversation, MessageId read, Optional<SessionId> origin) {
            return new Marks(conversation, List.of(new Mark(user, Optional.empty(), Optional.of(read), origin)));
        }
    }

    /**
     * How far a user is; one of the two at least.
     *
     * @param read the id that the client names; there may be no such message
     * @param origin the session that it comes from and that gets no copy
     */
    public record Mark(
            UserId user, Optional<Received> delivered, Optional<MessageId> read, Optional<SessionId> origin) {}

    /** A message of the conversation that a server sent to the user, and who wrote it. */
    public record Received(MessageId id, UserId from) {}

    /** @param origin the session that it comes from */
    public record Typing(UserId user, ConversationId conversation, boolean active, SessionId origin) {}

    /**
     * @param message with the id that its edge gave it
     * @param origin the session that sent it and gets no copy; absent when it came by REST
     * @param retry whether an earlier attempt may have stored it without delivering it
     */
    public record Submit(Message message, Optional<SessionId> origin, boolean retry) {
        /** The same with what was noted about its message. */
        public Submit annotated(Annotations noted) {
            return new Submit(message.annotated(noted), origin, retry);
        }
    }

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
