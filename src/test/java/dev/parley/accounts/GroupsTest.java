package dev.parley.accounts;

import static org.assertj.core.api.Assertions.assertThat;

import dev.parley.bus.AccountsService.Profile;
import dev.parley.bus.Bus.Registration;
import dev.parley.bus.FriendsService;
import dev.parley.bus.FriendsService.Between;
import dev.parley.bus.GroupsService;
import dev.parley.bus.GroupsService.Create;
import dev.parley.bus.GroupsService.Group;
import dev.parley.bus.GroupsService.Member;
import dev.parley.bus.GroupsService.Named;
import dev.parley.bus.GroupsService.OfGroup;
import dev.parley.bus.GroupsService.PutMember;
import dev.parley.bus.GroupsService.RemoveMember;
import dev.parley.bus.GroupsService.Rename;
import dev.parley.bus.GroupsService.Role;
import dev.parley.bus.MembershipService;
import dev.parley.bus.MembershipService.OfConversation;
import dev.parley.bus.MembershipService.Roster;
import dev.parley.bus.MembershipService.Viewing;
import dev.parley.bus.MembershipService.ViewingAll;
import dev.parley.bus.MembershipService.Windows;
import dev.parley.bus.PersistenceService;
import dev.parley.bus.PersistenceService.LogEnd;
import dev.parley.bus.RouterService.Announce;
import dev.parley.model.ConversationId;
import dev.parley.model.Failure;
import dev.parley.model.FailureCode;
import dev.parley.model.GroupId;
import dev.parley.model.Message;
import dev.parley.model.MessageId;
import dev.parley.model.UserId;
import io.vertx.core.Future;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.stream.Collectors;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Groups, over the bus. */
final class GroupsTest {
    private static TestAccounts accounts;
    private static FakeRouter router;

    private UserId ann;
    private UserId ben;
    private UserId cat;
    private UserId dan;
    private GroupId group;
    private ConversationId conversation;

    @BeforeAll
    static void start(@TempDir Path folder) throws Exception {
        accounts = new TestAccounts(folder);
        router = new FakeRouter(accounts.bus);
    }

    @AfterAll
    static void stop() throws Exception {
        accounts.close();
    }

    /** Ann's group of three. */
    @BeforeEach
    void create() throws Exception {
        ann = user();
        ben = user();
        cat = user();
        dan = user();
        group = accounts.ask(GroupsService.CREATE, new Create(ann, " Tea ", Set.of(ben, cat, ann)))
                .id();
        conversation = new ConversationId.Group(group);
    }

    @Test
    void whatWasSentBeforeAChangeIsBeforeItThoughItsIdIsFromAClockThatIsAhead() throws Exception {
        MessageId ahead = new MessageId(accounts.ids.next().value() + 1_000_000_000);
        Registration log = TestPeople.await(accounts.bus.serve(
                PersistenceService.LOG_END, asked -> Future.succeededFuture(new LogEnd(Optional.of(ahead)))));
        accounts.ask(GroupsService.REMOVE_MEMBER, new RemoveMember(ann, group, ben));
        accounts.ask(GroupsService.PUT_MEMBER, new PutMember(ann, group, dan, Optional.empty()));
        TestPeople.await(log.end());

        assertThat(windows(ben).windows()).noneMatch(window -> window.to() <= ahead.value());
        assertThat(windows(ben).windows()).anyMatch(window -> window.contains(ahead));
        assertThat(windows(dan).windows()).noneMatch(window -> window.contains(ahead));
    }

    @Test
    void aNewGroupTellsAllOfItsNameAndTheAddedOfTheirComing() throws Exception {
        assertThat(roles(get(ann))).isEqualTo(Map.of(ann, Role.OWNER, ben, Role.MEMBER, cat, Role.MEMBER));
        assertThat(get(ben).name()).isEqualTo("Tea");
        Announce entry = log(1).get(0);
        assertThat(entry.entry().kind()).isEqualTo(Message.Kind.GROUP);
        assertThat(entry.entry().text()).isEqualTo("Tea");
        assertThat(entry.entry().from()).isEqualTo(ann);
        assertThat(entry.members()).containsExactlyInAnyOrder(ann, ben, cat);
        assertThat(router.awaitEvents(ben, 1)).containsExactly("group.added");
        assertThat(router.body(cat, "group.added").getString("conversation")).isEqualTo(conversation.toString());
        assertThat(router.log(new ConversationId.Personal(ann))).isEmpty();
        assertThat(windows(ben).windows().get(0).contains(entry.entry().id())).isTrue();
    }

    @Test
    void eachChangeIsAnEntryForAllWhoAreInOrWere() throws Exception {
        put(ann, dan, Optional.empty());
        put(ann, ben, Optional.of(Role.ADMIN));
        accounts.ask(GroupsService.RENAME, new Rename(ben, group, "Coffee"));
        remove(ben, cat);
        remove(dan, dan);
        assertThat(texts(6))
                .containsExactly("Tea", "added " + dan, "admin " + ben, "Coffee", "removed " + cat, "left " + dan);
        List<Announce> log = log(6);
        assertThat(log).extracting(one -> one.entry().id()).isSorted();
        assertThat(log.get(1).members()).containsExactlyInAnyOrder(ann, ben, cat, dan);
        assertThat(log.get(4).members()).containsExactlyInAnyOrder(ann, ben, cat, dan);
        assertThat(log.get(5).members()).containsExactlyInAnyOrder(ann, ben, dan);
        assertThat(router.awaitEvents(dan, 1)).containsExactly("group.added");
    }

    @Test
    void repeatingAChangeChangesNothing() throws Exception {
        put(ann, dan, Optional.of(Role.MEMBER));
        put(ann, dan, Optional.of(Role.MEMBER));
        put(ann, ben, Optional.of(Role.ADMIN));
        put(ann, ben, Optional.of(Role.ADMIN));
        put(cat, dan, Optional.empty());
        remove(ann, dan);
        remove(ann, dan);
        accounts.ask(GroupsService.RENAME, new Rename(ann, group, "Tea"));
        assertThat(texts(4)).containsExactly("Tea", "added " + dan, "admin " + ben, "removed " + dan);
    }

    @Test
    void rolesSayWhoMayDoWhat() throws Exception {
        assertThat(refusal(() -> put(ben, dan, Optional.empty()))).isEqualTo(FailureCode.ACCESS_DENIED);
        assertThat(refusal(() -> remove(ben, cat))).isEqualTo(FailureCode.ACCESS_DENIED);
        assertThat(refusal(() -> rename(ben))).isEqualTo(FailureCode.ACCESS_DENIED);
        put(ann, ben, Optional.of(Role.ADMIN));
        put(ann, cat, Optional.of(Role.ADMIN));
        assertThat(refusal(() -> put(ben, cat, Optional.of(Role.MEMBER)))).isEqualTo(FailureCode.ACCESS_DENIED);
        assertThat(refusal(() -> put(ben, dan, Optional.of(Role.ADMIN)))).isEqualTo(FailureCode.ACCESS_DENIED);
        assertThat(refusal(() -> remove(ben, cat))).isEqualTo(FailureCode.ACCESS_DENIED);
        assertThat(refusal(() -> remove(ben, ann))).isEqualTo(FailureCode.ACCESS_DENIED);
        assertThat(refusal(() -> end(ben))).isEqualTo(FailureCode.ACCESS_DENIED);
        assertThat(refusal(() -> put(ann, ann, Optional.of(Role.MEMBER)))).isEqualTo(FailureCode.INVALID);
        assertThat(roles(get(ann))).isEqualTo(Map.of(ann, Role.OWNER, ben, Role.ADMIN, cat, Role.ADMIN));
        remove(ann, cat);
        rename(ben);
        put(ben, dan, Optional.empty());
        assertThat(roles(get(ann))).isEqualTo(Map.of(ann, Role.OWNER, ben, Role.ADMIN, dan, Role.MEMBER));
    }

    @Test
    void aGroupIsHiddenFromThoseOutside() throws Exception {
        assertThat(refusal(() -> get(dan))).isEqualTo(FailureCode.NOT_FOUND);
        assertThat(refusal(() -> put(dan, dan, Optional.empty()))).isEqualTo(FailureCode.NOT_FOUND);
        assertThat(refusal(() -> remove(dan, ben))).isEqualTo(FailureCode.NOT_FOUND);
        assertThat(refusal(() -> rename(dan))).isEqualTo(FailureCode.NOT_FOUND);
        assertThat(refusal(() -> end(dan))).isEqualTo(FailureCode.NOT_FOUND);
        assertThat(refusal(() -> windows(dan))).isEqualTo(FailureCode.NOT_FOUND);
    }

    @Test
    void whoMakesAnotherTheOwnerIsAnAdministrator() throws Exception {
        put(ann, cat, Optional.of(Role.OWNER));
        assertThat(roles(get(ann))).isEqualTo(Map.of(ann, Role.ADMIN, ben, Role.MEMBER, cat, Role.OWNER));
        assertThat(texts(2)).containsExactly("Tea", "owner " + cat);
        assertThat(members().admins()).containsExactlyInAnyOrder(ann, cat);
    }

    @Test
    void anOwnerWhoGoesIsFollowedByTheAdministratorThenByTheOldestMember() throws Exception {
        put(ann, cat, Optional.of(Role.ADMIN));
        remove(ann, ann);
        assertThat(roles(get(cat))).isEqualTo(Map.of(ben, Role.MEMBER, cat, Role.OWNER));
        remove(cat, cat);
        assertThat(roles(get(ben))).isEqualTo(Map.of(ben, Role.OWNER));
        assertThat(texts(6))
                .containsExactly("Tea", "admin " + cat, "left " + ann, "owner " + cat, "left " + cat, "owner " + ben);
        assertThat(log(6).get(3).members()).containsExactlyInAnyOrder(ben, cat);
        assertThat(windows(ann).windows().get(0).contains(log(6).get(2).entry().id()))
                .isTrue();
        assertThat(windows(ann).windows().get(0).contains(log(6).get(3).entry().id()))
                .isFalse();
    }

    @Test
    void aGroupEndsWhenItsLastMemberGoes() throws Exception {
        remove(ann, ben);
        remove(ann, cat);
        remove(ann, ann);
        assertThat(refusal(() -> get(ann))).isEqualTo(FailureCode.NOT_FOUND);
        assertThat(refusal(this::members)).isEqualTo(FailureCode.NOT_FOUND);
        assertThat(accounts.ask(GroupsService.NAMES, new Named(Set.of(group))).names())
                .isEmpty();
        assertThat(texts(4)).endsWith("left " + ann);
    }

    @Test
    void aGroupThatEndedCanBeReadButNotWrittenTo() throws Exception {
        end(ann);
        assertThat(texts(2)).containsExactly("Tea", "");
        assertThat(log(2).get(1).members()).containsExactlyInAnyOrder(ann, ben, cat);
        assertThat(refusal(this::members)).isEqualTo(FailureCode.NOT_FOUND);
        assertThat(windows(ben).member()).isFalse();
        assertThat(windows(ben).windows().get(0).contains(log(2).get(1).entry().id()))
                .isTrue();
    }

    @Test
    void membersAreVersionedByTheLastChange() throws Exception {
        Roster.Members before = members();
        assertThat(before.users()).containsExactlyInAnyOrder(ann, ben, cat);
        assertThat(before.admins()).containsExactly(ann);
        assertThat(roster(Optional.of(before.version()))).isEqualTo(new Roster.Unchanged());
        router.forgetChanges();
        remove(ann, ben);
        assertThat(router.sawChange(conversation)).isTrue();
        Roster.Members after = (Roster.Members) roster(Optional.of(before.version()));
        assertThat(after.users()).containsExactlyInAnyOrder(ann, cat);
        assertThat(after.version()).isGreaterThan(before.version());
        assertThat(after.since()).isEqualTo(log(2).get(1).entry().id().value());
    }

    @Test
    void whoComesBackSeesBothTimes() throws Exception {
        remove(ann, ben);
        put(ann, ben, Optional.empty());
        Windows windows = windows(ben);
        assertThat(windows.member()).isTrue();
        assertThat(windows.windows()).hasSize(2);
        List<Announce> log = log(3);
        assertThat(windows.windows().get(0).to())
                .isEqualTo(log.get(1).entry().id().value() + 1);
        assertThat(windows.windows().get(1).from())
                .isEqualTo(log.get(2).entry().id().value());
    }

    @Test
    void saysWhatManyConversationsShow() throws Exception {
        remove(ann, ben);
        ConversationId chat = ConversationId.direct(ann, ben);
        ConversationId others = ConversationId.direct(ann, cat);
        ConversationId nobody = ConversationId.direct(ben, new UserId(TestPeople.newId()));
        ViewingAll question = new ViewingAll(ben, Set.of(conversation, chat, others, nobody));
        Map<ConversationId, Windows> views = accounts.ask(MembershipService.VIEWS, question).views().stream()
                .collect(Collectors.toMap(MembershipService.View::conversation, MembershipService.View::windows));
        assertThat(views).hasSize(2);
        assertThat(views.get(conversation)).isEqualTo(windows(ben));
        assertThat(views.get(chat).member()).isTrue();
    }

    @Test
    void bringsInNobodyWhoIsBlockedUnknownOrTooMany() throws Exception {
        accounts.ask(FriendsService.BLOCK, new Between(dan, ann));
        assertThat(refusal(() -> put(ann, dan, Optional.empty()))).isEqualTo(FailureCode.BLOCKED);
        put(ann, ben, Optional.of(Role.ADMIN));
        put(ben, dan, Optional.empty());
        put(ann, dan, Optional.of(Role.ADMIN));
        UserId nobody = new UserId(TestPeople.newId());
        assertThat(refusal(() -> put(ann, nobody, Optional.empty()))).isEqualTo(FailureCode.NOT_FOUND);
        Set<UserId> crowd = new HashSet<>();
        for (long i = 1; i <= 100; i++) {
            crowd.add(new UserId(i));
        }
        assertThat(refusal(() -> accounts.ask(GroupsService.CREATE, new Create(ann, "Crowd", crowd))))
                .isEqualTo(FailureCode.GROUP_FULL);
    }

    @Test
    void aNameIsUpTo128CodePoints() throws Exception {
        String longest = "😀".repeat(128);
        assertThat(accounts.ask(GroupsService.RENAME, new Rename(ann, group, longest))
                        .name())
                .isEqualTo(longest);
        for (String wrong : List.of("", " ", longest + "x", "a\nb")) {
            Failure failure = accounts.refusal(GroupsService.RENAME, new Rename(ann, group, wrong));
            assertThat(failure.code()).isEqualTo(FailureCode.INVALID);
            assertThat(failure.field()).contains("name");
        }
    }

    @Test
    void aHundredJoinsToAGroupOfNinetyNineLeaveAHundred() throws Exception {
        Set<UserId> first = new HashSet<>();
        for (int i = 0; i < 98; i++) {
            first.add(user());
        }
        GroupId full = accounts.ask(GroupsService.CREATE, new Create(ann, "Crowd", first))
                .id();
        List<Future<Boolean>> joins = new ArrayList<>();
        for (int i = 0; i < 100; i++) {
            joins.add(join(new PutMember(ann, full, user(), Optional.empty())));
        }
        assertThat(TestPeople.await(Future.all(joins)).<Boolean>list()).containsOnlyOnce(true);
        assertThat(accounts.ask(GroupsService.GET, new OfGroup(ann, full)).members())
                .hasSize(100);
    }

    /** Whether there was a seat; asked again where the store was too busy. */
    private static Future<Boolean> join(PutMember request) {
        return accounts.bus.request(GroupsService.PUT_MEMBER, request).map(true).recover(cause -> switch (((Failure)
                        cause)
                .code()) {
            case GROUP_FULL -> Future.succeededFuture(false);
            case UNAVAILABLE, TIMEOUT -> join(request);
            default -> Future.failedFuture(cause);
        });
    }

    private static UserId user() throws Exception {
        Profile profile = accounts.signUp();
        return profile.id();
    }

    private Group get(UserId user) throws Exception {
        return accounts.ask(GroupsService.GET, new OfGroup(user, group));
    }

    private Group put(UserId user, UserId member, Optional<Role> role) throws Exception {
        return accounts.ask(GroupsService.PUT_MEMBER, new PutMember(user, group, member, role));
    }

    private Object remove(UserId user, UserId member) throws Exception {
        return accounts.ask(GroupsService.REMOVE_MEMBER, new RemoveMember(user, group, member));
    }

    private Object rename(UserId user) throws Exception {
        return accounts.ask(GroupsService.RENAME, new Rename(user, group, "Milk"));
    }

    private Object end(UserId user) throws Exception {
        return accounts.ask(GroupsService.DELETE, new OfGroup(user, group));
    }

    private Windows windows(UserId user) throws Exception {
        return accounts.ask(MembershipService.WINDOWS, new Viewing(user, conversation));
    }

    private Roster.Members members() throws Exception {
        return (Roster.Members) roster(Optional.empty());
    }

    private Roster roster(Optional<Long> known) throws Exception {
        return accounts.ask(MembershipService.MEMBERS, new OfConversation(conversation, known));
    }

    private List<Announce> log(int size) throws InterruptedException {
        return router.awaitLog(conversation, size);
    }

    /** The log in words. */
    private List<String> texts(int size) throws InterruptedException {
        return log(size).stream()
                .map(Announce::entry)
                .map(entry -> entry.target()
                        .map(target -> entry.text() + " " + target)
                        .orElse(entry.text()))
                .toList();
    }

    private static Map<UserId, Role> roles(Group group) {
        return group.members().stream().collect(Collectors.toMap(Member::user, Member::role));
    }

    private static FailureCode refusal(Callable<?> call) {
        try {
            throw new AssertionError("succeeded with " + call.call());
        } catch (Exception e) {
            return ((Failure) e.getCause()).code();
        }
    }
}
