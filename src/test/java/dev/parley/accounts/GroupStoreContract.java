package dev.parley.accounts;

import static dev.parley.accounts.TestPeople.await;
import static dev.parley.accounts.TestPeople.failure;
import static org.assertj.core.api.Assertions.assertThat;

import dev.parley.accounts.GroupState.Seat;
import dev.parley.bus.GroupsService.Name;
import dev.parley.bus.GroupsService.Role;
import dev.parley.bus.MembershipService.Viewers;
import dev.parley.bus.MembershipService.Window;
import dev.parley.bus.MembershipService.Windows;
import dev.parley.bus.PreferencesService.Preference;
import dev.parley.model.ConversationId;
import dev.parley.model.ConversationId.Direct;
import dev.parley.model.Failure;
import dev.parley.model.FailureCode;
import dev.parley.model.GroupId;
import dev.parley.model.MessageId;
import dev.parley.model.UserId;
import io.vertx.core.Future;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** What every store of groups does. */
public interface GroupStoreContract {
    Instant CREATED = Instant.parse("2026-03-01T12:00:00Z");
    TestIds IDS = new TestIds();

    /** An open store; the same for all tests. */
    AccountStores stores();

    @Test
    default void givesAGroupBackAsItWasKept() throws Exception {
        GroupState group = create(user(), user(), user());
        assertThat(await(stores().groups().find(group.id()))).contains(group);
        assertThat(await(stores().groups().lastChange(group.id()))).contains(group.lastChange());
        assertThat(await(stores().groups().names(Set.of(group.id(), new GroupId(1)))))
                .containsExactly(new Name(group.id(), "Tea 🍵"));
    }

    @Test
    default void saysWhenEachOfManyLastChangedWhoeverAsksAtOnce() throws Exception {
        List<GroupState> groups = new ArrayList<>();
        for (int i = 0; i < 5; i++) {
            groups.add(create(user()));
        }
        Map<GroupState, Future<Optional<Long>>> answers = groups.stream()
                .collect(Collectors.toMap(
                        group -> group, group -> stores().groups().lastChange(group.id())));
        Future<Optional<Long>> nothing = stores().groups().lastChange(new GroupId(TestPeople.newId()));
        for (GroupState group : groups) {
            assertThat(await(answers.get(group))).contains(group.lastChange());
        }
        assertThat(await(nothing)).isEmpty();
    }

    @Test
    default void knowsNoOtherGroup() throws Exception {
        GroupId nothing = new GroupId(TestPeople.newId());
        assertThat(await(stores().groups().find(nothing))).isEmpty();
        assertThat(await(stores().groups().lastChange(nothing))).isEmpty();
        assertThat(await(stores().groups().names(Set.of()))).isEmpty();
        Failure failure = (Failure) failure(stores().groups().change(nothing, before -> {
            throw new AssertionError("there is nothing to change");
        }));
        assertThat(failure.code()).isEqualTo(FailureCode.NOT_FOUND);
    }

    @Test
    default void keepsEachKindOfChange() throws Exception {
        UserId owner = user();
        UserId ben = user();
        UserId cat = user();
        GroupState group = create(owner, ben);
        edit(group, edit -> edit.rename("😀".repeat(128)));
        edit(group, edit -> edit.add(cat));
        edit(group, edit -> edit.appoint(ben, Role.ADMIN));
        edit(group, edit -> edit.appoint(cat, Role.OWNER));
        GroupState after = edit(group, edit -> edit.remove(ben));
        assertThat(await(stores().groups().find(group.id()))).contains(after);
        assertThat(after.owner()).isEqualTo(cat);
        assertThat(after.admins()).containsExactlyInAnyOrder(owner, cat);
        assertThat(after.users()).containsExactly(owner, cat);
        assertThat(after.name()).isEqualTo("😀".repeat(128));
        assertThat(await(stores().groups().lastChange(group.id()))).contains(after.lastChange());
    }

    @Test
    default void remembersWhoWentUpToWhere() throws Exception {
        UserId owner = user();
        UserId ben = user();
        GroupState group = create(owner, ben);
        MessageId first = group.seat(ben).orElseThrow().joined();
        GroupState without = edit(group, edit -> edit.remove(ben));
        Window past = new Window(first.value(), without.lastChange() + 1);
        assertThat(windows(ben, group)).contains(new Windows(List.of(past), false));

        assertThat(viewers(group, without.lastChange())).isEqualTo(new Viewers(Set.of(owner), Set.of(ben)));
        assertThat(viewers(group, without.lastChange() + 1)).isEqualTo(new Viewers(Set.of(owner), Set.of()));

        GroupState back = edit(group, edit -> edit.add(ben));
        Window now = new Window(back.lastChange(), Long.MAX_VALUE);
        assertThat(windows(ben, group)).contains(new Windows(List.of(past, now), true));
        assertThat(windows(owner, group))
                .contains(new Windows(List.of(new Window(first.value(), Long.MAX_VALUE)), true));
        assertThat(windows(user(), group)).isEmpty();
        assertThat(await(stores().groups().windows(ben, Set.of()))).isEmpty();

        Viewers both = new Viewers(Set.of(owner, ben), Set.of());
        assertThat(viewers(group, first.value())).isEqualTo(both);
        assertThat(viewers(group, without.lastChange())).isEqualTo(both);
        assertThat(viewers(group, back.lastChange())).isEqualTo(both);
        assertThat(viewers(group, first.value() - 1)).isEqualTo(new Viewers(Set.of(), Set.of()));
    }

    @Test
    default void whoWasInAGroupThatEndedMayStillReadIt() throws Exception {
        UserId owner = user();
        UserId ben = user();
        GroupState group = create(owner, ben);
        GroupChange end = await(stores().groups().change(group.id(), before -> {
            GroupEdit edit = new GroupEdit(before, owner, IDS);
            edit.end();
            return edit.result();
        }));
        assertThat(end.after()).isEmpty();
        assertThat(await(stores().groups().find(group.id()))).isEmpty();
        assertThat(await(stores().groups().names(Set.of(group.id())))).isEmpty();
        Window past = new Window(group.lastChange(), end.gone().get(ben).value() + 1);
        assertThat(windows(ben, group)).contains(new Windows(List.of(past), false));
        assertThat(windows(owner, group)).contains(new Windows(List.of(past), false));
    }

    @Test
    default void keepsWhatIsToBeToldWithTheChangeOfAGroup() throws Exception {
        UserId owner = user();
        UserId ben = user();
        GroupState group = create(owner);
        GroupChange change = await(stores().groups().change(group.id(), before -> {
            GroupEdit edit = new GroupEdit(before, owner, IDS);
            edit.add(ben);
            edit.rename("Coffee");
            return edit.result();
        }));
        assertThat(change.announcements()).hasSize(3);
        assertThat(await(stores().announcements().of(group.conversation(), 10)))
                .containsExactlyElementsOf(change.announcements().stream()
                        .filter(one -> one.conversation().equals(group.conversation()))
                        .toList());
    }

    @Test
    default void oneOfManyAtOnceGetsTheLastSeat() throws Exception {
        GroupState group = create(users(99));
        List<Future<Boolean>> joins = new ArrayList<>();
        for (UserId user : users(20)) {
            joins.add(stores().groups()
                    .change(group.id(), before -> {
                        GroupEdit edit = new GroupEdit(before, group.owner(), IDS);
                        edit.add(user);
                        return edit.result();
                    })
                    .map(true)
                    .recover(cause -> cause instanceof Failure failure && failure.code() == FailureCode.GROUP_FULL
                            ? Future.succeededFuture(false)
                            : Future.failedFuture(cause)));
        }
        assertThat(await(Future.all(joins)).<Boolean>list()).containsOnlyOnce(true);
        assertThat(await(stores().groups().find(group.id())).orElseThrow().seats())
                .hasSize(100)
                .extracting(Seat::number)
                .doesNotHaveDuplicates();
    }

    @Test
    default void nobodyWaitsInACircle() throws Exception {
        List<UserId> users = users(6);
        List<GroupState> groups = List.of(create(users.get(0)), create(users.get(5)), create(users.get(2)));
        for (int wave = 0; wave < 10; wave++) {
            List<Future<?>> changes = new ArrayList<>();
            for (int i = 0; i < 6; i++) {
                UserId one = users.get(i);
                UserId other = users.get((i + 1 + wave % 5) % 6);
                Direct pair = (Direct) ConversationId.direct(one, other);
                changes.add(stores().groups().change(groups.get(i % 3).id(), before -> turned(before, users)));
                changes.add(stores().ties().change(pair, CREATED, tie -> new Change<>(turned(tie), List.of())));
                changes.add(stores().preferences().change(one, pair, set -> new Change<>(turned(set), List.of())));
            }
            await(Future.all(changes));
        }
        for (GroupState group : groups) {
            assertThat(await(stores().groups().find(group.id())).orElseThrow().users())
                    .containsExactly(group.owner());
        }
    }

    /** All others come at once, or go. */
    private static GroupChange turned(GroupState group, List<UserId> users) {
        GroupEdit edit = new GroupEdit(group, group.owner(), IDS);
        for (UserId user : users) {
            if (group.role(user).isEmpty()) {
                edit.add(user);
            } else if (!user.equals(group.owner())) {
                edit.remove(user);
            }
        }
        return edit.result();
    }

    private static Tie turned(Tie tie) {
        return tie.friends() ? Tie.NONE : Tie.FRIENDS;
    }

    private static Preference turned(Preference set) {
        return new Preference(set.conversation(), !set.muted(), set.pinned());
    }

    @Test
    default void keepsTheRuleOfSeatsThatItsCallerForgot() throws Exception {
        GroupState group = create(user(), user());
        Seat taken = group.seats().get(1);
        assertThat(failure(seat(group, new Seat(user(), taken.number(), false, IDS.next()))))
                .isNotInstanceOf(AssertionError.class);
        assertThat(failure(seat(group, new Seat(user(), 101, false, IDS.next()))))
                .isNotInstanceOf(AssertionError.class);
        assertThat(await(stores().groups().find(group.id()))).contains(group);
    }

    private Future<GroupChange> seat(GroupState group, Seat seat) {
        return stores().groups().change(group.id(), before -> {
            List<Seat> seats = new ArrayList<>(before.seats());
            seats.add(seat);
            GroupState after =
                    new GroupState(before.id(), before.name(), before.owner(), before.createdAt(), IDS.newId(), seats);
            return new GroupChange(Optional.of(after), Map.of(), List.of());
        });
    }

    @Test
    default void saysWhoIsInManyGroups() throws Exception {
        UserId twice = user();
        UserId once = user();
        create(twice, once);
        create(twice);
        assertThat(await(stores().groups().inAsManyAs(Set.of(twice, once), 2))).containsExactly(twice);
        assertThat(await(stores().groups().inAsManyAs(Set.of(), 2))).isEmpty();
    }

    private Optional<Windows> windows(UserId user, GroupState group) throws Exception {
        return Optional.ofNullable(
                await(stores().groups().windows(user, Set.of(group.id()))).get(group.id()));
    }

    /** @param users the owner first */
    private GroupState create(UserId... users) throws Exception {
        return create(List.of(users));
    }

    private GroupState create(List<UserId> users) throws Exception {
        MessageId first = IDS.next();
        List<Seat> seats = IntStream.range(0, users.size())
                .mapToObj(i -> new Seat(users.get(i), i + 1, i == 0, first))
                .toList();
        GroupState group =
                new GroupState(new GroupId(IDS.newId()), "Tea 🍵", users.get(0), CREATED, first.value(), seats);
        await(stores().groups().create(new Change<>(group, List.of())));
        return group;
    }

    private Viewers viewers(GroupState group, long id) throws Exception {
        return await(stores().groups().viewers(group.id(), new MessageId(id)));
    }

    private GroupState edit(GroupState group, Consumer<GroupEdit> step) throws Exception {
        return await(stores().groups().change(group.id(), before -> {
                    GroupEdit edit = new GroupEdit(before, before.owner(), IDS);
                    step.accept(edit);
                    return edit.result();
                }))
                .after()
                .orElseThrow();
    }

    private List<UserId> users(int count) throws Exception {
        List<UserId> users = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            users.add(user());
        }
        return users;
    }

    private UserId user() throws Exception {
        return TestPeople.keep(stores());
    }
}
