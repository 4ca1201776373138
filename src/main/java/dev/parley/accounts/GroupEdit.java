package dev.parley.accounts;

import dev.parley.accounts.GroupState.Seat;
import dev.parley.bus.GroupsService;
import dev.parley.bus.GroupsService.Role;
import dev.parley.model.Failure;
import dev.parley.model.FailureCode;
import dev.parley.model.MembershipChange;
import dev.parley.model.MessageId;
import dev.parley.model.UserId;
import io.vertx.core.json.JsonObject;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/**
 * A change of a group under way: each step has an entry in the log with an id above that of the step before. Who may do what
 * is for the caller to know.
 */
final class GroupEdit {
    private final UserId actor;
    private final Ids ids;
    private final Map<UserId, MessageId> gone = new HashMap<>();
    private final List<Announcement> announcements = new ArrayList<>();
    private GroupState now;
    private boolean ended;

    GroupEdit(GroupState before, UserId actor, Ids ids) {
        this.now = before;
        this.actor = actor;
        this.ids = ids;
    }

    GroupState now() {
        return now;
    }

    GroupChange result() {
        return new GroupChange(ended ? Optional.empty() : Optional.of(now), gone, announcements);
    }

    void rename(String name) {
        MessageId id = nextId();
        announcements.add(Announcement.ofGroup(id, now.conversation(), actor, name, now.users()));
        now = new GroupState(now.id(), name, now.owner(), now.createdAt(), id.value(), now.seats());
    }

    /** Gives a user the first free seat; fails with {@code GROUP_FULL} when there is none. */
    void add(UserId user) {
        MessageId id = nextId();
        List<Seat> seats = new ArrayList<>(now.seats());
        seats.add(new Seat(user, freeSeat(), false, id));
        become(id, now.owner(), seats);
        tell(id, user, MembershipChange.ADDED, now.users());
        announcements.add(added(ids.next(), user, now, actor));
    }

    /** News for one who came into a group. */
    static Announcement added(MessageId id, UserId user, GroupState group, UserId by) {
        JsonObject body = new JsonObject()
                .put("conversation", group.conversation().toString())
                .put("group", new JsonObject().put("id", group.id().toString()).put("name", group.name()))
                .put("by", by.toString());
        return Announcement.ofEvent(id, user, "group.added", body);
    }

    /** Gives a member another role; who was the owner is an administrator when another is. */
    void appoint(UserId user, Role role) {
        MessageId id = nextId();
        boolean admin = role != Role.MEMBER;
        become(
                id,
                role == Role.OWNER ? user : now.owner(),
                now.seats().stream()
                        .map(seat -> seat.user().equals(user) ? seat.as(admin) : seat)
                        .toList());
        tell(id, user, change(role), now.users());
    }

    private static MembershipChange change(Role role) {
        return switch (role) {
            case OWNER -> MembershipChange.OWNER;
            case ADMIN -> MembershipChange.ADMIN;
            case MEMBER -> MembershipChange.MEMBER;
        };
    }

    /** Takes a member out. An owner has an heir; a group whose last member goes is no more. */
    void remove(UserId user) {
        MessageId id = nextId();
        List<UserId> before = now.users();
        gone.put(user, id);
        tell(id, user, user.equals(actor) ? MembershipChange.LEFT : MembershipChange.REMOVED, before);
        List<Seat> rest =
                now.seats().stream().filter(seat -> !seat.user().equals(user)).toList();
        if (rest.isEmpty()) {
            ended = true;
            return;
        }
        boolean orphaned = user.equals(now.owner());
        become(id, orphaned ? heir(rest) : now.owner(), rest);
        if (orphaned) {
            appoint(now.owner(), Role.OWNER);
        }
    }

    /** Administrators first, then who has been in for longest. */
    private static UserId heir(List<Seat> seats) {
        return seats.stream()
                .min(Comparator.comparing((Seat seat) -> !seat.admin())
                        .thenComparing(Seat::joined)
                        .thenComparing(Seat::number))
                .orElseThrow()
                .user();
    }

    void end() {
        MessageId id = nextId();
        announcements.add(Announcement.ofGroup(id, now.conversation(), actor, "", now.users()));
        now.users().forEach(user -> gone.put(user, id));
        ended = true;
    }

    private MessageId nextId() {
        return ids.after(now.lastChange());
    }

    private void become(MessageId id, UserId owner, List<Seat> seats) {
        now = new GroupState(now.id(), now.name(), owner, now.createdAt(), id.value(), seats);
    }

    private void tell(MessageId id, UserId member, MembershipChange change, List<UserId> recipients) {
        Set<UserId> all = Stream.concat(recipients.stream(), Stream.of(member))
                .collect(Collectors.toCollection(LinkedHashSet::new));
        announcements.add(Announcement.ofMember(id, now.conversation(), actor, member, change, List.copyOf(all)));
    }

    private int freeSeat() {
        Set<Integer> taken = now.seats().stream().map(Seat::number).collect(Collectors.toSet());
        return IntStream.rangeClosed(1, GroupsService.MOST_MEMBERS)
                .filter(number -> !taken.contains(number))
                .findFirst()
                .orElseThrow(GroupEdit::full);
    }

    static Failure full() {
        return Failure.of(
                FailureCode.GROUP_FULL, "a group has at most " + GroupsService.MOST_MEMBERS + " members", "members");
    }
}
