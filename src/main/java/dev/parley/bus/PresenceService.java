package dev.parley.bus;

import dev.parley.bus.AccountsService.Revocation;
import dev.parley.bus.AccountsService.Revoked;
import dev.parley.model.DeviceId;
import dev.parley.model.NodeId;
import dev.parley.model.NodeNumber;
import dev.parley.model.SessionId;
import dev.parley.model.UserId;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** What the {@code presence} verticle answers: who is connected where, and the leases that vouch for nodes. */
public final class PresenceService {
    /** How long a user who went without signing out still shows online, for they may come back. */
    public static final Duration OFFLINE_AFTER = Duration.ofSeconds(30);

    /** The most users that one {@link Look} may ask for. */
    public static final int MOST_LOOKED_AT = 1_000;

    private static final Duration TIMEOUT = Duration.ofSeconds(3);

    /** Takes out a node's lease or renews it. */
    public static final Endpoint<Renew, Lease> RENEW =
            new Endpoint<>("chat.presence.renew", Renew.class, Lease.class, Duration.ofSeconds(2));
    /** Gives a lease back: its number is free, its listings are void. */
    public static final Endpoint<Release, Done> RELEASE =
            new Endpoint<>("chat.presence.release", Release.class, Done.class, TIMEOUT);
    /**
     * Lists sessions of a node. What the same device had listed elsewhere is replaced. Fails with {@code UNAVAILABLE} when
     * nobody has waited for the answer for some seconds.
     */
    public static final Endpoint<Connect, Connected> CONNECT =
            new Endpoint<>("chat.presence.connect", Connect.class, Connected.class, TIMEOUT);
    /** Takes a session off the list. */
    public static final Endpoint<Disconnect, Done> DISCONNECT =
            new Endpoint<>("chat.presence.disconnect", Disconnect.class, Done.class, TIMEOUT);
    /** Finds the nodes on which users are connected. */
    public static final Endpoint<Locate, Located> LOCATE =
            new Endpoint<>("chat.presence.locate", Locate.class, Located.class, Duration.ofSeconds(2));
    /** Says who of some users is online, as far as the asker may see it; the others show offline. */
    public static final Endpoint<Look, Statuses> LOOK =
            new Endpoint<>("chat.presence.look", Look.class, Statuses.class, TIMEOUT);
    /** Keeps word of revoked sign-ins for nodes that the bus does not reach; it comes to them with their leases. */
    public static final Endpoint<Revoked, Done> REVOKED =
            new Endpoint<>("chat.presence.revoked", Revoked.class, Done.class, TIMEOUT);
    /** Answers when the directory can be used. */
    public static final Endpoint<Done, Done> PING =
            new Endpoint<>("chat.presence.ping", Done.class, Done.class, Duration.ofSeconds(2));

    /** The latest time that a presence node heard of, for the others. */
    public static final Topic<Clock> CLOCK = new Topic<>("chat.presence.clock", Clock.class);

    private PresenceService() {}

    /** @param millis the time of a hybrid clock, in Unix milliseconds */
    public record Clock(long millis) {}

    /**
     * @param node who asks
     * @param number the number it holds; absent when it has none yet
     * @param clockMillis the time of its hybrid clock
     * @param newsMark up to where it has the news of revoked sign-ins; 0 when it has none
     */
    public record Renew(NodeId node, Optional<NodeNumber> number, long clockMillis, long newsMark) {}

    /**
     * @param number the node's own until the lease ends
     * @param duration how long it holds, counted from when the renewal was asked for
     * @param clockMillis the latest time that the presence node knows of: the asker's clock moves up to it
     * @param mark when it is not that of the lease before, the directory may know nothing of this node, and its sessions are to
     *     be listed again
     * @param news of revoked sign-ins since the mark that the node gave; absent when presence has none or cannot read them
     */
    public record Lease(NodeNumber number, Duration duration, long clockMillis, String mark, Optional<News> news) {}

    /** @param mark up to where this is, for the next renewal */
    public record News(List<Revocation> revocations, long mark) {}

    public record Release(NodeId node, NodeNumber number) {}

    /**
     * One live connection as the directory lists it.
     *
     * @param device whose session it is; absent for a listener, which makes its node found but replaces no session and is
     *     replaced by none
     * @param visible whether it shows its user online
     */
    public record Listing(SessionId session, UserId user, Optional<DeviceId> device, NodeId node, boolean visible) {}

    /**
     * @param again whether they were listed before and the directory lost them: then a session that has since come for the
     *     same device stays, and the one listed again is what is replaced
     * @param untilMillis how long the asker waits, in Unix milliseconds by its clock; a network that was split may deliver this
     *     long after, when it would replace the session that the device has by then
     */
    public record Connect(List<Listing> sessions, boolean again, long untilMillis) {}

    /** @param replaced earlier sessions of the same devices, to be closed by the nodes that hold them */
    public record Connected(List<Listing> replaced) {}

    /**
     * @param signedOut whether the user left on purpose and does not come back: offline at once
     * @param activeAt when the session's client was last heard of
     */
    public record Disconnect(Listing session, boolean signedOut, Instant activeAt) {}

    /** @param users at most {@link #MOST_LOOKED_AT} */
    public record Look(UserId viewer, Set<UserId> users) {}

    /** @param lastActiveAt absent when the user was never seen, or hides it from the asker */
    public record Status(UserId user, boolean online, Optional<Instant> lastActiveAt) {}

    public record Statuses(List<Status> statuses) {}

    public record Locate(Set<UserId> users) {}

    /** @param nodes the live nodes of every user that has any */
    public record Located(Map<UserId, Set<NodeId>> nodes) {}
}
