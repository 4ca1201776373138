package dev.parley.bus;

import com.fasterxml.jackson.annotation.JsonSubTypes;
import com.fasterxml.jackson.annotation.JsonTypeInfo;
import dev.parley.model.ConversationId;
import dev.parley.model.DeviceId;
import dev.parley.model.Message;
import dev.parley.model.MessageId;
import dev.parley.model.SessionId;
import dev.parley.model.UserId;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/** What every node that holds sessions answers, and how it hands on what arrives. */
public final class NodeService {
    /** Hands something to the sessions on one node; served {@linkplain Endpoint#at at the node}. */
    public static final Endpoint<Deliver, Done> DELIVER =
            new Endpoint<>("chat.edge.deliver", Deliver.class, Done.class, Duration.ofSeconds(3));
    /** The same to all nodes, when nobody knows where the members are. */
    public static final Topic<Deliver> DELIVER_EVERYWHERE = new Topic<>("chat.edge.deliver", Deliver.class);
    /** Hands many things on at once; served {@linkplain Endpoint#at at the node}. */
    public static final Endpoint<Deliveries, Done> DELIVER_MANY =
            new Endpoint<>("chat.edge.deliver-many", Deliveries.class, Done.class, Duration.ofSeconds(3));
    /** Says which sessions of a user a node holds; served {@linkplain Endpoint#at at the node}. */
    public static final Endpoint<HeldOf, Held> HELD =
            new Endpoint<>("chat.edge.held", HeldOf.class, Held.class, Duration.ofSeconds(3));
    /** Closes sessions that another replaced; served {@linkplain Endpoint#at at the node} that holds them. */
    public static final Endpoint<Replaced, Done> REPLACED =
            new Endpoint<>("chat.edge.replaced", Replaced.class, Done.class, Duration.ofSeconds(3));

    private NodeService() {}

    /** What is handed to sessions. */
    @JsonTypeInfo(use = JsonTypeInfo.Id.SIMPLE_NAME, property = "@")
    @JsonSubTypes({
        @JsonSubTypes.Type(News.Entry.class),
        @JsonSubTypes.Type(News.Receipt.class),
        @JsonSubTypes.Type(News.Typing.class),
        @JsonSubTypes.Type(News.Presence.class)
    })
    public sealed interface News {
        /** A durable entry of a log. All others are not kept: what is lost is asked for again. */
        record Entry(Message message) implements News {}

        /** How far a user has got and read a conversation. */
        record Receipt(
                ConversationId conversation, UserId user, Optional<MessageId> delivered, Optional<MessageId> read)
                implements News {}

        /** A user writes, or has stopped. */
        record Typing(ConversationId conversation, UserId user, boolean active) implements News {}

        /** A user came or went. */
        record Presence(UserId user, boolean online, Optional<Instant> lastActiveAt) implements News {}
    }

    /**
     * @param news what to show
     * @param users whose sessions on the node are to show it
     * @param origin the session that it comes from and that gets no copy
     */
    public record Deliver(News news, List<UserId> users, Optional<SessionId> origin) {
        public Deliver {
            users = List.copyOf(users);
        }

        /** A message for some of its members. */
        public static Deliver of(Message message, List<UserId> users, Optional<SessionId> origin) {
            return new Deliver(new News.Entry(message), users, origin);
        }
    }

    /** @param deliveries to be handed on in this order */
    public record Deliveries(List<Deliver> deliveries) {}

    public record HeldOf(UserId user) {}

    public record Held(List<HeldSession> sessions) {}

    /**
     * @param device absent for a long poll
     * @param visible whether it shows its user online
     * @param heardAt when its client was last heard of
     */
    public record HeldSession(SessionId session, Optional<DeviceId> device, boolean visible, Instant heardAt) {}

    /** @param sessions to be closed with 4409 */
    public record Replaced(List<SessionId> sessions) {}
}
