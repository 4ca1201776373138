package dev.parley.bus;

import com.fasterxml.jackson.annotation.JsonSubTypes;
import com.fasterxml.jackson.annotation.JsonTypeInfo;
import dev.parley.model.ConversationId;
import dev.parley.model.MessageId;
import dev.parley.model.UserId;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** Who is in a conversation, and what of it they may see: the one place that decides it. Served by {@code accounts}. */
public final class MembershipService {
    private static final Duration TIMEOUT = Duration.ofSeconds(3);

    /** Says who is in a conversation now. Fails with {@code NOT_FOUND}. */
    public static final Endpoint<OfConversation, Roster> MEMBERS =
            new Endpoint<>("chat.membership.members", OfConversation.class, Roster.class, TIMEOUT);
    /** Says what of a conversation's history a user may see. Fails with {@code NOT_FOUND} or {@code ACCESS_DENIED}. */
    public static final Endpoint<Viewing, Windows> WINDOWS =
            new Endpoint<>("chat.membership.windows", Viewing.class, Windows.class, TIMEOUT);
    /** The same for many conversations; those that {@link #WINDOWS} fails for are left out. */
    public static final Endpoint<ViewingAll, Views> VIEWS =
            new Endpoint<>("chat.membership.views", ViewingAll.class, Views.class, TIMEOUT);
    /** Says who may see an entry of a conversation. Fails with {@code NOT_FOUND} where a direct one is of nobody. */
    public static final Endpoint<Viewed, Viewers> VIEWERS =
            new Endpoint<>("chat.membership.viewers", Viewed.class, Viewers.class, TIMEOUT);
    /** Notes that a user wrote in a direct conversation whose two do not know each other as yet. Idempotent. */
    public static final Endpoint<Wrote, Done> WROTE =
            new Endpoint<>("chat.membership.wrote", Wrote.class, Done.class, TIMEOUT);
    /** Says between whom the standing changed of late; {@link #CHANGED} tells it sooner, and may be lost. */
    public static final Endpoint<ChangedSince, Changes> CHANGES =
            new Endpoint<>("chat.membership.changes", ChangedSince.class, Changes.class, Duration.ofSeconds(1));

    /** Conversations whose members, or the standing between them, changed just now. */
    public static final Topic<Changed> CHANGED = new Topic<>("chat.membership.changed", Changed.class);

    private MembershipService() {}

    /** @param known the version that the asker has; the answer is short where that is the current one */
    public record OfConversation(ConversationId conversation, Optional<Long> known) {}

    /** Who is in a conversation. */
    @JsonTypeInfo(use = JsonTypeInfo.Id.SIMPLE_NAME, property = "@")
    @JsonSubTypes({@JsonSubTypes.Type(Roster.Unchanged.class), @JsonSubTypes.Type(Roster.Members.class)})
    public sealed interface Roster {
        /** What the asker knows is right. */
        record Unchanged() implements Roster {}

        /**
         * @param users all members
         * @param admins those who may delete what others wrote
         * @param version another one after every change; it grows with those of a group
         * @param since the id of the change that made it so, zero for a direct conversation; what these members are sent has
         *     larger ids
         * @param standing how the two of a direct conversation stand; {@link Standing.Open} for a group
         */
        record Members(List<UserId> users, Set<UserId> admins, long version, long since, Standing standing)
                implements Roster {
            public Members {
                users = List.copyOf(users);
                admins = Set.copyOf(admins);
            }
        }
    }

    /** Whether members of a conversation may write. */
    @JsonTypeInfo(use = JsonTypeInfo.Id.SIMPLE_NAME, property = "@")
    @JsonSubTypes({
        @JsonSubTypes.Type(Standing.Open.class),
        @JsonSubTypes.Type(Standing.Blocked.class),
        @JsonSubTypes.Type(Standing.Strangers.class)
    })
    public sealed interface Standing {
        /** They may: friends, or both have written. */
        record Open() implements Standing {}

        /** Nobody may: one of the two blocks the other. */
        record Blocked() implements Standing {}

        /**
         * They are no friends, and not both have written: the first to write does so at a lower rate until answered, or not
         * at all where strangers may not write.
         *
         * @param opener who has written
         */
        record Strangers(Optional<UserId> opener) implements Standing {}
    }

    public record Viewing(UserId user, ConversationId conversation) {}

    /** A part of a log: ids from {@code from} on, below {@code to}. */
    public record Window(long from, long to) {
        /** All of a log. */
        public static final Window ALL = new Window(0, Long.MAX_VALUE);

        public boolean contains(MessageId id) {
            return id.value() >= from && id.value() < to;
        }
    }

    /**
     * @param windows in order, apart from each other, at least one
     * @param member whether the user is in the conversation now
     */
    public record Windows(List<Window> windows, boolean member) {}

    /** @param conversations at most 1,000 */
    public record ViewingAll(UserId user, Set<ConversationId> conversations) {}

    public record View(ConversationId conversation, Windows windows) {}

    public record Views(List<View> views) {}

    /** @param id that of an entry, whether it is there or not */
    public record Viewed(ConversationId conversation, MessageId id) {}

    /**
     * @param users who is in the conversation now and may see it
     * @param former who is not in it any more, and may see it since it is of their time; older nodes do not say
     */
    public record Viewers(Set<UserId> users, Set<UserId> former) {
        public Viewers {
            users = Set.copyOf(users);
            former = former == null ? Set.of() : Set.copyOf(former);
        }
    }

    public record Wrote(ConversationId conversation, UserId user) {}

    public record Changed(List<ConversationId> conversations) {}

    /** @param since a time that an answer gave, or an earlier one */
    public record ChangedSince(Instant since) {}

    /**
     * The standing in a direct conversation changed.
     *
     * @param number tells this change from all others; of two changes the earlier may have the larger one
     */
    public record StandingChange(long number, ConversationId conversation) {}

    /**
     * Changes in no order; one is told again as long as it is not older than what is asked for.
     *
     * @param complete false where there may have been more, too long ago or too many to tell
     * @param until the time of the store at which these were all that had begun and ended; what began by then and ended
     *     later is found by asking from some seconds before
     */
    public record Changes(List<StandingChange> changes, boolean complete, Instant until) {}
}
