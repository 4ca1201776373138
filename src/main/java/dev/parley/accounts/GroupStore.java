package dev.parley.accounts;

import dev.parley.bus.GroupsService.Name;
import dev.parley.bus.MembershipService.Viewers;
import dev.parley.bus.MembershipService.Windows;
import dev.parley.model.GroupId;
import dev.parley.model.MessageId;
import dev.parley.model.UserId;
import io.vertx.core.Future;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;

/** Keeps groups and who is and was in them. Threads and failures are as with {@link UserStore}. */
public interface GroupStore {
    /** @return a future completed when the group is kept with what tells of it */
    Future<Void> create(Change<GroupState> group);

    /**
     * Changes a group in one step: of two changes at once, on whatever nodes, the second sees the first.
     *
     * @param rule gives what is to be, or throws the failure that this fails with; may be called more than once
     * @return a future completed with what {@code rule} gave, or failed with {@code NOT_FOUND} when there is no such group
     */
    Future<GroupChange> change(GroupId group, Function<GroupState, GroupChange> rule);

    /** @return a future completed with the group, if there is one */
    Future<Optional<GroupState>> find(GroupId group);

    /** @return a future completed with the id of the group's last change, if there is such a group; one look-up */
    Future<Optional<Long>> lastChange(GroupId group);

    /** @return a future completed with the names of those groups that there are */
    Future<List<Name>> names(Set<GroupId> groups);

    /** @return a future completed with what {@code user} may see of each group that the user is or was in */
    Future<Map<GroupId, Windows>> windows(UserId user, Set<GroupId> groups);

    /** @return a future completed with who may see the entry with this id; nobody where there never was such a group */
    Future<Viewers> viewers(GroupId group, MessageId id);

    /** @return a future completed with those of {@code users} who are in {@code most} groups or more */
    Future<Set<UserId>> inAsManyAs(Set<UserId> users, int most);
}
