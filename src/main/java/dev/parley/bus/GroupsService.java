package dev.parley.bus;

import dev.parley.model.GroupId;
import dev.parley.model.UserId;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * Groups. Served by {@code accounts}. Each change is an entry in the log of the conversation, which all members get, and who
 * went too. Fails with {@code NOT_FOUND} where there is no such group or the one who acts is not in it, and with {@code
 * ACCESS_DENIED} where the role does not allow it.
 */
public final class GroupsService {
    /** The most members of a group, its owner included. */
    public static final int MOST_MEMBERS = 100;

    private static final Duration TIMEOUT = Duration.ofSeconds(5);

    /**
     * Makes a group. Fails with {@code GROUP_FULL}, with {@code BLOCKED}, with {@code NOT_FOUND} for an unknown user, with
     * {@code LIMIT_REACHED} for one who is in too many groups.
     */
    public static final Endpoint<Create, Group> CREATE =
            new Endpoint<>("chat.groups.create", Create.class, Group.class, TIMEOUT);
    /** Reads a group, as a member. */
    public static final Endpoint<OfGroup, Group> GET =
            new Endpoint<>("chat.groups.get", OfGroup.class, Group.class, TIMEOUT);
    /** Names groups, as lists of conversations show them; those that are no more are left out. */
    public static final Endpoint<Named, Names> NAMES =
            new Endpoint<>("chat.groups.names", Named.class, Names.class, TIMEOUT);
    /** Renames a group, as an administrator. */
    public static final Endpoint<Rename, Group> RENAME =
            new Endpoint<>("chat.groups.rename", Rename.class, Group.class, TIMEOUT);
    /** Ends a group, as its owner. */
    public static final Endpoint<OfGroup, Done> DELETE =
            new Endpoint<>("chat.groups.delete", OfGroup.class, Done.class, TIMEOUT);
    /**
     * Adds a member, as an administrator, or gives a member another role, as the owner; who makes another the owner becomes
     * an administrator. Fails as {@link #CREATE} does.
     */
    public static final Endpoint<PutMember, Group> PUT_MEMBER =
            new Endpoint<>("chat.groups.put-member", PutMember.class, Group.class, TIMEOUT);
    /**
     * Removes a member, as one of a higher role, or oneself; nothing happens for one who is not in it. When the owner goes,
     * the administrator who has been in for longest becomes the owner, or else the member; when the last one goes, the group
     * ends.
     */
    public static final Endpoint<RemoveMember, Done> REMOVE_MEMBER =
            new Endpoint<>("chat.groups.remove-member", RemoveMember.class, Done.class, TIMEOUT);

    private GroupsService() {}

    /** What a member may do; each may what the next one may. */
    public enum Role {
        OWNER,
        ADMIN,
        MEMBER
    }

    public record Member(UserId user, Role role, Instant since) {}

    /** @param members in the order in which they came */
    public record Group(GroupId id, String name, Instant createdAt, List<Member> members) {}

    /** @param members besides {@code user}, who becomes the owner */
    public record Create(UserId user, String name, Set<UserId> members) {}

    public record OfGroup(UserId user, GroupId group) {}

    public record Named(Set<GroupId> groups) {}

    public record Name(GroupId group, String name) {}

    public record Names(List<Name> names) {}

    public record Rename(UserId user, GroupId group, String name) {}

    /** @param role absent for a new member, or to leave it as it is */
    public record PutMember(UserId user, GroupId group, UserId member, Optional<Role> role) {}

    public record RemoveMember(UserId user, GroupId group, UserId member) {}
}
