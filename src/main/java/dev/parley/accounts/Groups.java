package dev.parley.accounts;

import dev.parley.accounts.GroupState.Seat;
import dev.parley.bus.Done;
import dev.parley.bus.GroupsService;
import dev.parley.bus.GroupsService.Create;
import dev.parley.bus.GroupsService.Group;
import dev.parley.bus.GroupsService.Named;
import dev.parley.bus.GroupsService.Names;
import dev.parley.bus.GroupsService.OfGroup;
import dev.parley.bus.GroupsService.PutMember;
import dev.parley.bus.GroupsService.RemoveMember;
import dev.parley.bus.GroupsService.Rename;
import dev.parley.bus.GroupsService.Role;
import dev.parley.model.ConversationId;
import dev.parley.model.Failure;
import dev.parley.model.FailureCode;
import dev.parley.model.GroupId;
import dev.parley.model.MessageId;
import dev.parley.model.UserId;
import io.vertx.core.Future;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Consumer;

/** Makes groups and changes them, by the rules of {@link GroupsService}. */
final class Groups {
    private final GroupStore store;
    private final Newcomers newcomers;
    private final Announcer announcer;
    private final LogEnd logEnd;
    private final Ids ids;
    private final InstantSource clock;

    Groups(GroupStore store, Newcomers newcomers, Announcer announcer, LogEnd logEnd, Ids ids, InstantSource clock) {
        this.store = store;
        this.newcomers = newcomers;
        this.announcer = announcer;
        this.logEnd = logEnd;
        this.ids = ids;
        this.clock = clock;
    }

    Future<Group> create(Create request) {
        String name = Rules.groupName(request.name());
        Set<UserId> others = new TreeSet<>(request.members());
        others.remove(request.user());
        if (others.size() >= GroupsService.MOST_MEMBERS) {
            return Future.failedFuture(GroupEdit.full());
        }
        return newcomers
                .check(request.user(), others)
                .compose(welcome -> newcomers.checkFounder(request.user()))
                .compose(welcome -> keep(founded(request.user(), name, others)));
    }

    private GroupState founded(UserId founder, String name, Set<UserId> others) {
        GroupId id = new GroupId(ids.newId());
        MessageId first = ids.next();
        List<Seat> seats = new ArrayList<>(List.of(new Seat(founder, 1, true, first)));
        others.forEach(user -> seats.add(new Seat(user, seats.size() + 1, false, first)));
        return new GroupState(id, name, founder, clock.instant(), first.value(), seats);
    }

    /** One entry tells all members of the group; each but the founder has an event besides. */
    private Future<Group> keep(GroupState group) {
        List<Announcement> announcements = new ArrayList<>(List.of(Announcement.ofGroup(
                new MessageId(group.lastChange()), group.conversation(), group.owner(), group.name(), group.users())));
        group.users().stream()
                .filter(user -> !user.equals(group.owner()))
                .forEach(user -> announcements.add(GroupEdit.added(ids.next(), user, group, group.owner())));
        return store.create(new Change<>(group, announcements))
                .compose(kept -> announcer.tell(group.conversation(), announcements))
                .map(told -> group.shown());
    }

    Future<Group> get(OfGroup question) {
        return store.find(question.group()).compose(found -> found.filter(
                        group -> group.role(question.user()).isPresent())
                .map(group -> Future.succeededFuture(group.shown()))
                .orElseGet(() -> Future.failedFuture(notFound())));
    }

    Future<Names> names(Named question) {
        return store.names(question.groups()).map(Names::new);
    }

    Future<Group> rename(Rename request) {
        String name = Rules.groupName(request.name());
        return change(request.group(), request.user(), Role.ADMIN, edit -> {
                    if (!edit.now().name().equals(name)) {
                        edit.rename(name);
                    }
                })
                .map(Groups::shown);
    }

    Future<Done> delete(OfGroup request) {
        return change(request.group(), request.user(), Role.OWNER, GroupEdit::end)
                .map(Done.DONE);
    }

    Future<Group> put(PutMember request) {
        return newcomers
                .refusal(request.user(), Set.of(request.member()))
                .compose(refusal ->
                        change(request.group(), request.user(), Role.MEMBER, edit -> put(edit, request, refusal)))
                .map(Groups::shown);
    }

    private static void put(GroupEdit edit, PutMember request, Optional<Failure> refusal) {
        UserId user = request.user();
        Optional<Role> before = edit.now().role(request.member());
        if (before.isEmpty()) {
            require(edit.now(), user, Role.ADMIN);
            refusal.ifPresent(Groups::refuse);
            edit.add(request.member());
        }
        Role role = before.orElse(Role.MEMBER);
        request.role().filter(wanted -> wanted != role).ifPresent(wanted -> {
            require(edit.now(), user, Role.OWNER);
            if (role == Role.OWNER) {
                throw Failure.of(FailureCode.INVALID, "make another member the owner instead", "role");
            }
            edit.appoint(request.member(), wanted);
        });
    }

    Future<Done> remove(RemoveMember request) {
        return change(request.group(), request.user(), Role.MEMBER, edit -> remove(edit, request))
                .map(Done.DONE);
    }

    private static void remove(GroupEdit edit, RemoveMember request) {
        UserId user = request.user();
        UserId member = request.member();
        if (!member.equals(user)) {
            require(edit.now(), user, Role.ADMIN);
            edit.now()
                    .role(member)
                    .filter(role -> role != Role.MEMBER)
                    .ifPresent(role -> require(edit.now(), user, Role.OWNER));
        }
        if (edit.now().role(member).isPresent()) {
            edit.remove(member);
        }
    }

    private static Group shown(Optional<GroupState> group) {
        return group.orElseThrow().shown();
    }

    private Future<Optional<GroupState>> change(GroupId group, UserId user, Role least, Consumer<GroupEdit> steps) {
        ConversationId conversation = new ConversationId.Group(group);
        return logEnd.pass(conversation)
                .compose(passed -> store.change(group, before -> {
                    require(before, user, least);
                    GroupEdit edit = new GroupEdit(before, user, ids);
                    steps.accept(edit);
                    return edit.result();
                }))
                .compose(change ->
                        announcer.tell(conversation, change.announcements()).map(told -> change.after()));
    }

    /** Who is not in a group does not learn that it exists. */
    private static void require(GroupState group, UserId user, Role least) {
        Role role = group.role(user).orElseThrow(Groups::notFound);
        if (role.compareTo(least) > 0) {
            throw Failure.of(FailureCode.ACCESS_DENIED, "your role in this group does not allow it");
        }
    }

    private static void refuse(Failure refusal) {
        throw refusal;
    }

    private static Failure notFound() {
        return Failure.of(FailureCode.NOT_FOUND, "there is no such group");
    }
}
