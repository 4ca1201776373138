package dev.parley.accounts;

import static org.assertj.core.api.Assertions.assertThat;

import dev.parley.bus.GroupsService;
import dev.parley.bus.GroupsService.Create;
import dev.parley.bus.GroupsService.PutMember;
import dev.parley.bus.GroupsService.RemoveMember;
import dev.parley.bus.GroupsService.Rename;
import dev.parley.bus.MembershipService;
import dev.parley.bus.MembershipService.OfConversation;
import dev.parley.bus.MembershipService.Roster;
import dev.parley.bus.RouterService.Announce;
import dev.parley.model.ConversationId;
import dev.parley.model.GroupId;
import dev.parley.model.Message;
import dev.parley.model.MessageId;
import dev.parley.model.UserId;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Entries that tell of changes reach the router, whatever happens between. */
final class AnnouncerTest {
    @TempDir
    Path folder;

    private TestAccounts accounts;
    private UserId ann;
    private UserId ben;

    @BeforeEach
    void start() throws Exception {
        accounts = new TestAccounts(folder);
        ann = accounts.signUp().id();
        ben = accounts.signUp().id();
    }

    @AfterEach
    void stop() throws Exception {
        accounts.close();
    }

    @Test
    void aChangeIsAcknowledgedWithoutARouterAndToldWhenThereIsOne() throws Exception {
        GroupId group = create();
        accounts.ask(GroupsService.REMOVE_MEMBER, new RemoveMember(ann, group, ben));

        FakeRouter router = new FakeRouter(accounts.bus);
        assertThat(texts(router.awaitLog(new ConversationId.Group(group), 2))).containsExactly("Tea", "removed");
        assertThat(router.awaitEvents(ben, 1)).containsExactly("group.added");
    }

    @Test
    void whatANodeDidNotGetToTellAnotherTells() throws Exception {
        GroupId group = create();
        accounts.restart(TestAccounts.CHEAP);

        FakeRouter router = new FakeRouter(accounts.bus);
        assertThat(texts(router.awaitLog(new ConversationId.Group(group), 1))).containsExactly("Tea");
    }

    @Test
    void ofSeveralNodesAllMaySweepAndEachEntryComesOnceInItsPlace() throws Exception {
        GroupId group = create();
        for (int i = 0; i < 5; i++) {
            accounts.ask(GroupsService.RENAME, new Rename(ann, group, "Tea " + i));
        }
        accounts.addNode();
        accounts.addNode();

        FakeRouter router = new FakeRouter(accounts.bus);
        accounts.ask(GroupsService.RENAME, new Rename(ann, group, "Coffee"));
        assertThat(texts(router.awaitLog(new ConversationId.Group(group), 7)))
                .containsExactly("Tea", "Tea 0", "Tea 1", "Tea 2", "Tea 3", "Tea 4", "Coffee");
    }

    @Test
    void anEntryThatIsHandedOverTwiceIsOne() throws Exception {
        GroupId group = create();
        FakeRouter first = new FakeRouter(accounts.bus);
        first.awaitLog(new ConversationId.Group(group), 1);
        Message entry = first.log(new ConversationId.Group(group)).get(0).entry();
        assertThat(entry.ref()).startsWith(String.valueOf(Message.SERVER_REF));
        accounts.ask(GroupsService.RENAME, new Rename(ann, group, "Coffee"));
        assertThat(texts(first.awaitLog(new ConversationId.Group(group), 2))).containsExactly("Tea", "Coffee");
    }

    @Test
    void anEntryThatIsTooOldGetsANewIdAndItsFollowersLargerOnes() throws Exception {
        GroupId group = create();
        accounts.ask(GroupsService.PUT_MEMBER, put(group, accounts.signUp().id()));
        accounts.ask(GroupsService.RENAME, new Rename(ann, group, "Coffee"));
        Roster.Members before = members(group);

        FakeRouter router = new FakeRouter(accounts.bus);
        router.tooOldBelow = MessageId.lastBefore(1_800_000_000_000L);
        List<Announce> log = router.awaitLog(new ConversationId.Group(group), 3);
        assertThat(texts(log)).containsExactly("Tea", "added", "Coffee");
        assertThat(log).extracting(one -> one.entry().id()).isSorted().doesNotHaveDuplicates();
        assertThat(log.get(0).entry().id().value()).isGreaterThan(router.tooOldBelow);
        assertThat(members(group)).isEqualTo(before);
    }

    @Test
    void aChangeComesAfterTheOneBeforeWhateverTheClockSays() throws Exception {
        FakeRouter router = new FakeRouter(accounts.bus);
        accounts.ids.runAhead();
        GroupId group = create();
        long first = members(group).since();
        accounts.ids.fallBack();
        accounts.ask(GroupsService.PUT_MEMBER, put(group, accounts.signUp().id()));
        assertThat(members(group).since()).isGreaterThan(first);
        assertThat(router.awaitLog(new ConversationId.Group(group), 2))
                .extracting(one -> one.entry().id())
                .isSorted();
    }

    private PutMember put(GroupId group, UserId member) {
        return new PutMember(ann, group, member, Optional.empty());
    }

    private GroupId create() throws Exception {
        return accounts.ask(GroupsService.CREATE, new Create(ann, "Tea", Set.of(ben)))
                .id();
    }

    private Roster.Members members(GroupId group) throws Exception {
        return (Roster.Members) accounts.ask(
                MembershipService.MEMBERS, new OfConversation(new ConversationId.Group(group), Optional.empty()));
    }

    private static List<String> texts(List<Announce> log) {
        return log.stream().map(one -> one.entry().text()).toList();
    }
}
