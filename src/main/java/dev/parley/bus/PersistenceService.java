package dev.parley.bus;

import com.fasterxml.jackson.annotation.JsonSubTypes;
import com.fasterxml.jackson.annotation.JsonTypeInfo;
import dev.parley.model.ConversationId;
import dev.parley.model.Cursor;
import dev.parley.model.Message;
import dev.parley.model.MessageId;
import dev.parley.model.UserId;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/** What the {@code persistence} verticle answers: the message store, as others reach it. */
public final class PersistenceService {
    private static final Duration TIMEOUT = Duration.ofSeconds(5);

    /** Stores a message for its members. Idempotent by (sender, ref). */
    public static final Endpoint<Append, Appended> APPEND =
            new Endpoint<>("chat.persistence.append", Append.class, Appended.class, TIMEOUT);
    /** Reads a user's inbox after a cursor. */
    public static final Endpoint<Sync, SyncPage> SYNC =
            new Endpoint<>("chat.persistence.sync", Sync.class, SyncPage.class, TIMEOUT);
    /** Reads a page of a conversation's history. */
    public static final Endpoint<History, HistoryPage> HISTORY =
            new Endpoint<>("chat.persistence.history", History.class, HistoryPage.class, TIMEOUT);
    /** Lists a user's conversations, the newest first. */
    public static final Endpoint<Conversations, ConversationPage> CONVERSATIONS =
            new Endpoint<>("chat.persistence.conversations", Conversations.class, ConversationPage.class, TIMEOUT);
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
     *
     * @param limit 1 to 200
     */
    public record History(ConversationId conversation, Place place, int limit) {}

    /**
     *
     * @param messages in id order
     *
     * @param hasBefore whether older ones exist
     *
     * @param hasAfter whether newer ones exist
     */
    public record HistoryPage(List<Message> messages, boolean hasBefore, boolean hasAfter) {}

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
}
