package dev.parley.bus;

import com.fasterxml.jackson.annotation.JsonSubTypes;
import com.fasterxml.jackson.annotation.JsonTypeInfo;
import dev.parley.bus.MembershipService.Window;
import dev.parley.model.ConversationId;
import dev.parley.model.Cursor;
import dev.parley.model.Message;
import dev.parley.model.MessageId;
import dev.parley.model.UserId;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** What the {@code persistence} verticle answers: the message store, as others reach it. */
public final class PersistenceService {
    private static final Duration TIMEOUT = Duration.ofSeconds(5);

    /**
     * Stores a message for its members. Idempotent by (sender, ref). The same message again, while its id is in time, reaches
     * members that it was not stored for before. What edits or deletes a text changes it in the same step.
     */
    public static final Endpoint<Append, Appended> APPEND =
            new Endpoint<>("chat.persistence.append", Append.class, Appended.class, TIMEOUT);
    /**
     * Answers as {@link #APPEND} where that message, or another one with its ref, was stored before. Else it is {@link
     * Appended.OutOfTime}, and nothing is stored.
     */
    public static final Endpoint<Append, Appended> KNOWN =
            new Endpoint<>("chat.persistence.known", Append.class, Appended.class, TIMEOUT);
    /** Reads a user's inbox after a cursor. */
    public static final Endpoint<Sync, SyncPage> SYNC =
            new Endpoint<>("chat.persistence.sync", Sync.class, SyncPage.class, TIMEOUT);
    /** Reads a page of a conversation's history. */
    public static final Endpoint<History, HistoryPage> HISTORY =
            new Endpoint<>("chat.persistence.history", History.class, HistoryPage.class, TIMEOUT);
    /** Finds where a conversation's log ends. */
    public static final Endpoint<OfConversation, LogEnd> LOG_END =
            new Endpoint<>("chat.persistence.log-end", OfConversation.class, LogEnd.class, TIMEOUT);
    /** Lists a user's conversations, the newest first. */
    public static final Endpoint<Conversations, ConversationPage> CONVERSATIONS =
            new Endpoint<>("chat.persistence.conversations", Conversations.class, ConversationPage.class, TIMEOUT);
    /** Moves marks forward, never back. */
    public static final Endpoint<Mark, Marked> MARK =
            new Endpoint<>("chat.persistence.mark", Mark.class, Marked.class, TIMEOUT);
    /** Reads the marks of everyone in a conversation. */
    public static final Endpoint<OfConversation, Marks> MARKS =
            new Endpoint<>("chat.persistence.marks", OfConversation.class, Marks.class, TIMEOUT);
    /** Counts what a user has not read, for each of some conversations. */
    public static final Endpoint<CountUnread, Unread> UNREAD =
            new Endpoint<>("chat.persistence.unread", CountUnread.class, Unread.class, TIMEOUT);
    /** Notes when users were last active; an earlier time changes nothing. */
    public static final Endpoint<Active, Done> ACTIVE =
            new Endpoint<>("chat.persistence.active", Active.class, Done.class, TIMEOUT);
    /** Reads when users were last active; those who never were are left out. */
    public static final Endpoint<OfUsers, Active> LAST_ACTIVE =
            new Endpoint<>("chat.persistence.last-active", OfUsers.class, Active.class, TIMEOUT);
    /** Answers when the store can be used. */
    public static final Endpoint<Done, Done> PING =
            new Endpoint<>("chat.persistence.ping", Done.class, Done.class, Duration.ofSeconds(2));

    private PersistenceService() {}

    /**
     * @param message what to store
     * @param members who gets an inbox entry, the sender included
     */
    public record Append(Message message, List<UserId> members) {}

    /** How an append ended; only {@link Stored} and {@link Known} say that a message is durable. */
    @JsonTypeInfo(use = JsonTypeInfo.Id.SIMPLE_NAME, property = "@")
    @JsonSubTypes({
        @JsonSubTypes.Type(Appended.Stored.class),
        @JsonSubTypes.Type(Appended.Known.class),
        @JsonSubTypes.Type(Appended.OutOfTime.class)
    })
    public sealed interface Appended {
        /** The message and every inbox entry are durable. */
        record Stored() implements Appended {}

        /** This sender's {@code ref} already names a durable message, whose id and conversation these are. */
        record Known(MessageId id, ConversationId conversation) implements Appended {}

        /**
         * Nothing was stored and nothing will be: the id is too old, or too far ahead. Move the clock to
         * {@code nowMillis} and come with a new id.
         */
        record OutOfTime(long nowMillis) implements Appended {}
    }

    /**
     *
     * @param after where to start; absent for nothing but today's cursor
     *
     * @param limit 1 to 1,000
     */
    public record Sync(UserId user, Optional<Cursor> after, int limit) {}

    /**
     *
     * @param messages in id order
     *
     * @param next the cursor to keep
     *
     * @param more whether to ask again at once
     *
     * @param reset whether what follows the cursor may have expired: there are no messages, {@code next} is today's
     *     cursor, and the device loads its conversations anew
     */
    public record SyncPage(List<Message> messages, Cursor next, boolean more, boolean reset) {}

    /** Which part of a conversation: around, before or after a place in its order, or its end. */
    @JsonTypeInfo(use = JsonTypeInfo.Id.SIMPLE_NAME, property = "@")
    @JsonSubTypes({
        @JsonSubTypes.Type(Place.Latest.class),
        @JsonSubTypes.Type(Place.Before.class),
        @JsonSubTypes.Type(Place.After.class),
        @JsonSubTypes.Type(Place.Around.class)
    })
    public sealed interface Place {
        /** The newest messages. */
        record Latest() implements Place {}

        /** The nearest messages with ids below {@code id}, itself not included. */
        record Before(long id) implements Place {}

        /** The nearest messages with ids above {@code id}, itself not included. */
        record After(long id) implements Place {}

        /** Half of the page below {@code id}, the rest from {@code id} on, itself included where it exists. */
        record Around(long id) implements Place {}
    }

    /**
     * @param windows the parts that may be read, in order and apart from each other
     * @param limit 1 to 200
     */
    public record History(ConversationId conversation, Place place, int limit, List<Window> windows) {}

    /**
     *
     * @param messages in id order
     *
     * @param hasBefore whether older ones exist
     *
     * @param hasAfter whether newer ones exist
     */
    public record HistoryPage(List<Message> messages, boolean hasBefore, boolean hasAfter) {}

    /** @param last the largest id in the log, of what only changes other messages, too; absent in an empty log */
    public record LogEnd(Optional<MessageId> last) {}

    /**
     *
     * @param before only those whose last message is below this id; absent for the newest
     *
     * @param limit 1 to 200
     */
    public record Conversations(UserId user, Optional<MessageId> before, int limit) {}

    /**
     *
     * @param lastMessages the last message of each conversation, the newest first
     *
     * @param more whether older ones exist
     */
    public record ConversationPage(List<Message> lastMessages, boolean more) {}

    /** How far a user has got and read a conversation. */
    public record Mark(
            UserId user, ConversationId conversation, Optional<MessageId> delivered, Optional<MessageId> read) {}

    /** What moved; a mark that stayed is absent. */
    public record Marked(Optional<MessageId> delivered, Optional<MessageId> read) {}

    public record OfConversation(ConversationId conversation) {}

    /** @param marks one for each user who has any */
    public record Marks(List<Mark> marks) {}

    /** @param conversations at most 200, each with the parts of it that the user may see */
    public record CountUnread(UserId user, List<Visible> conversations) {}

    /** @param windows in order and apart from each other */
    public record Visible(ConversationId conversation, List<Window> windows) {}

    /** The most that is counted in one conversation: it stands for itself and all above. */
    public static final int MOST_UNREAD = 1_000;

    /** @param counts one for each conversation that was asked for, in that order */
    public record Unread(List<UnreadCount> counts) {}

    /**
     * @param readUpTo the user's own read mark
     * @param unread texts of others past it that are not deleted, up to {@link #MOST_UNREAD}
     */
    public record UnreadCount(ConversationId conversation, Optional<MessageId> readUpTo, int unread) {}

    /** When a user was last active. */
    public record Seen(UserId user, Instant at) {}

    /** @param seen at most 1,000 */
    public record Active(List<Seen> seen) {}

    /** @param users at most 1,000 */
    public record OfUsers(Set<UserId> users) {}
}
