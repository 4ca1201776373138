package dev.parley.bus;

import dev.parley.bus.AccountsService.OfUser;
import dev.parley.bus.AccountsService.Profile;
import dev.parley.model.UserId;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Set;

/**
 * Friends, requests and blocks. Served by {@code accounts}. Each change is told to the devices of both sides as an event,
 * but for refusals and blocks, which only the one who refuses or blocks learns of. Every call
 * may be repeated.
 */
public final class FriendsService {
    private static final Duration TIMEOUT = Duration.ofSeconds(5);

    /** Lists friends and open requests. */
    public static final Endpoint<OfUser, Friends> FRIENDS =
            new Endpoint<>("chat.friends.list", OfUser.class, Friends.class, TIMEOUT);
    /**
     * Asks for friendship; where the other has asked already, both become friends. Fails with {@code NOT_FOUND}, with {@code
     * BLOCKED}, with {@code INVALID} for oneself, with {@code LIMIT_REACHED} at too many open requests or friends.
     */
    public static final Endpoint<Between, Done> REQUEST =
            new Endpoint<>("chat.friends.request", Between.class, Done.class, TIMEOUT);
    /** Accepts the other's request. Fails with {@code NOT_FOUND} when there is none, or with {@code LIMIT_REACHED}. */
    public static final Endpoint<Between, Done> ACCEPT =
            new Endpoint<>("chat.friends.accept", Between.class, Done.class, TIMEOUT);
    /** Declines the other's request. Fails with {@code NOT_FOUND} when there is none. */
    public static final Endpoint<Between, Done> DECLINE =
            new Endpoint<>("chat.friends.decline", Between.class, Done.class, TIMEOUT);
    /** Ends a friendship, or takes a request back. */
    public static final Endpoint<Between, Done> REMOVE =
            new Endpoint<>("chat.friends.remove", Between.class, Done.class, TIMEOUT);
    /** Lists whom a user blocks. */
    public static final Endpoint<OfUser, Blocks> BLOCKS =
            new Endpoint<>("chat.friends.blocks", OfUser.class, Blocks.class, TIMEOUT);
    /** Blocks a user; a friendship and requests between the two end. Fails with {@code NOT_FOUND} or {@code LIMIT_REACHED}. */
    public static final Endpoint<Between, Done> BLOCK =
            new Endpoint<>("chat.friends.block", Between.class, Done.class, TIMEOUT);
    /** Takes a block back. */
    public static final Endpoint<Between, Done> UNBLOCK =
            new Endpoint<>("chat.friends.unblock", Between.class, Done.class, TIMEOUT);
    /** Says who is told when a user comes and goes: friends, unless the user shows presence to nobody. */
    public static final Endpoint<OfUser, Users> AUDIENCE =
            new Endpoint<>("chat.friends.audience", OfUser.class, Users.class, TIMEOUT);
    /** Says whose presence a user may see, among some. */
    public static final Endpoint<Watching, Users> VISIBLE =
            new Endpoint<>("chat.friends.visible", Watching.class, Users.class, TIMEOUT);

    private FriendsService() {}

    /** @param user who acts */
    public record Between(UserId user, UserId other) {}

    /** A user and since when they are friends, or a request has been open. */
    public record Link(Profile user, Instant since) {}

    /**
     * @param incoming who asks for friendship
     * @param outgoing who was asked
     */
    public record Friends(List<Link> friends, List<Link> incoming, List<Link> outgoing) {}

    public record Blocks(List<Link> blocked) {}

    /** @param users up to 1,000 */
    public record Watching(UserId viewer, Set<UserId> users) {}

    public record Users(Set<UserId> users) {}
}
