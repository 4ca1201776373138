package dev.parley.accounts;

import dev.parley.bus.GroupsService.Group;
import dev.parley.bus.GroupsService.Member;
import dev.parley.bus.GroupsService.Role;
import dev.parley.model.ConversationId;
import dev.parley.model.GroupId;
import dev.parley.model.MessageId;
import dev.parley.model.UserId;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * A group as it is kept.
 *
 * @param owner one of the members
 * @param lastChange the id of the last entry about the group itself, which is its version too
 * @param seats its members, in the order in which they came
 */
public record GroupState(GroupId id, String name, UserId owner, Instant createdAt, long lastChange, List<Seat> seats) {
    /**
     * A member's place.
     *
     * @param number 1 to 100, no other member of the group has it
     * @param admin whether an administrator; the owner is one
     * @param joined the id of the first entry that the member sees
     */
    public record Seat(UserId user, int number, boolean admin, MessageId joined) {
        Seat as(boolean administrator) {
            return new Seat(user, number, administrator, joined);
        }
    }

    public GroupState {
        seats = seats.stream()
                .sorted(Comparator.comparing(Seat::joined).thenComparing(Seat::number))
                .toList();
    }

    ConversationId.Group conversation() {
        return new ConversationId.Group(id);
    }

    List<UserId> users() {
        return seats.stream().map(Seat::user).toList();
    }

    Set<UserId> admins() {
        return seats.stream().filter(Seat::admin).map(Seat::user).collect(Collectors.toUnmodifiableSet());
    }

    Optional<Seat> seat(UserId user) {
        return seats.stream().filter(seat -> seat.user().equals(user)).findFirst();
    }

    /** What a user may do, if a member. */
    Optional<Role> role(UserId user) {
        return seat(user).map(this::role);
    }

    private Role role(Seat seat) {
        if (seat.user().equals(owner)) {
            return Role.OWNER;
        }
        return seat.admin() ? Role.ADMIN : Role.MEMBER;
    }

    /** As members see it. */
    Group shown() {
        return new Group(
                id,
                name,
                createdAt,
                seats.stream()
                        .map(seat -> new Member(
                                seat.user(), role(seat), seat.joined().at()))
                        .toList());
    }
}
