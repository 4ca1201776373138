package dev.parley.accounts;

import static org.assertj.core.api.Assertions.assertThat;

import dev.parley.bus.AccountsService.OfUser;
import dev.parley.bus.AccountsService.Profile;
import dev.parley.bus.Done;
import dev.parley.bus.Endpoint;
import dev.parley.bus.FriendsService;
import dev.parley.bus.FriendsService.Between;
import dev.parley.bus.FriendsService.Friends;
import dev.parley.bus.FriendsService.Link;
import dev.parley.bus.FriendsService.Watching;
import dev.parley.bus.GroupsService;
import dev.parley.bus.GroupsService.Create;
import dev.parley.bus.MembershipService;
import dev.parley.bus.MembershipService.OfConversation;
import dev.parley.bus.MembershipService.Roster;
import dev.parley.bus.MembershipService.Standing;
import dev.parley.bus.MembershipService.Wrote;
import dev.parley.model.ConversationId;
import dev.parley.model.FailureCode;
import dev.parley.model.UserId;
import io.vertx.core.Future;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Requests, friendships and blocks, over the bus. */
final class FriendsTest {
    private static TestAccounts accounts;
    private static FakeRouter router;

    private Profile ann;
    private Profile ben;
    private ConversationId chat;

    @BeforeAll
    static void start(@TempDir Path folder) throws Exception {
        accounts = new TestAccounts(folder);
        router = new FakeRouter(accounts.bus);
    }

    @AfterAll
    static void stop() throws Exception {
        accounts.close();
    }

    @BeforeEach
    void signUp() throws Exception {
        ann = accounts.signUp();
        ben = accounts.signUp();
        chat = ConversationId.direct(ann.id(), ben.id());
    }

    @Test
    void aRequestThatIsAcceptedMakesFriends() throws Exception {
        act(FriendsService.REQUEST, ann, ben);
        assertThat(users(friends(ann).outgoing())).containsExactly(ben);
        assertThat(users(friends(ben).incoming())).containsExactly(ann);

        act(FriendsService.ACCEPT, ben, ann);
        assertThat(friends(ann)).isEqualTo(new Friends(links(ben), List.of(), List.of()));
        assertThat(friends(ben)).isEqualTo(new Friends(links(ann), List.of(), List.of()));
        assertThat(router.awaitEvents(ann.id(), 2)).containsExactly("friend.requested", "friend.accepted");
        assertThat(router.awaitEvents(ben.id(), 2)).containsExactly("friend.requested", "friend.accepted");
        assertThat(router.body(ann.id(), "friend.requested")
                        .getJsonObject("user")
                        .getString("id"))
                .isEqualTo(ben.id().toString());
        assertThat(router.body(ben.id(), "friend.requested")
                        .getJsonObject("user")
                        .getString("username"))
                .isEqualTo(ann.username());
        assertThat(router.body(ann.id(), "friend.accepted").getString("by"))
                .isEqualTo(ben.id().toString());
        assertThat(router.sawChange(chat)).isTrue();
        assertThat(standing()).isEqualTo(new Standing.Open());
    }

    @Test
    void twoRequestsThatCrossMakeFriends() throws Exception {
        act(FriendsService.REQUEST, ann, ben);
        act(FriendsService.REQUEST, ben, ann);
        assertThat(friends(ann).friends()).hasSize(1);
        assertThat(friends(ann).outgoing()).isEmpty();
        assertThat(friends(ben).incoming()).isEmpty();
    }

    @Test
    void twoRequestsAtTheSameInstantMakeFriends() throws Exception {
        for (int i = 0; i < 10; i++) {
            signUp();
            TestPeople.await(Future.all(
                    accounts.bus.request(FriendsService.REQUEST, between(ann, ben)),
                    accounts.bus.request(FriendsService.REQUEST, between(ben, ann))));
            assertThat(friends(ann)).isEqualTo(new Friends(links(ben), List.of(), List.of()));
            assertThat(router.awaitEvents(ann.id(), 2)).containsExactly("friend.requested", "friend.accepted");
        }
    }

    @Test
    void askingTwiceIsOneRequest() throws Exception {
        act(FriendsService.REQUEST, ann, ben);
        act(FriendsService.REQUEST, ann, ben);
        assertThat(friends(ben).incoming()).hasSize(1);
        act(FriendsService.ACCEPT, ben, ann);
        act(FriendsService.ACCEPT, ben, ann);
        act(FriendsService.REQUEST, ben, ann);
        assertThat(router.awaitEvents(ben.id(), 2)).hasSize(2);
    }

    @Test
    void nobodyIsToldThatTheyWereDeclined() throws Exception {
        act(FriendsService.REQUEST, ann, ben);
        act(FriendsService.DECLINE, ben, ann);
        assertThat(friends(ann).outgoing()).isEmpty();
        assertThat(router.awaitEvents(ben.id(), 2)).containsExactly("friend.requested", "friend.declined");
        assertThat(router.awaitEvents(ann.id(), 1)).containsExactly("friend.requested");
        assertThat(refusal(FriendsService.ACCEPT, ben, ann)).isEqualTo(FailureCode.NOT_FOUND);
        assertThat(refusal(FriendsService.DECLINE, ben, ann)).isEqualTo(FailureCode.NOT_FOUND);
        assertThat(refusal(FriendsService.ACCEPT, ann, ben)).isEqualTo(FailureCode.NOT_FOUND);
    }

    @Test
    void whoAskedCanNotAccept() throws Exception {
        act(FriendsService.REQUEST, ann, ben);
        assertThat(refusal(FriendsService.ACCEPT, ann, ben)).isEqualTo(FailureCode.NOT_FOUND);
        assertThat(refusal(FriendsService.DECLINE, ann, ben)).isEqualTo(FailureCode.NOT_FOUND);
    }

    @Test
    void eitherSideEndsAFriendshipAndWhoAskedTakesItBack() throws Exception {
        befriend();
        act(FriendsService.REMOVE, ben, ann);
        assertThat(friends(ann)).isEqualTo(new Friends(List.of(), List.of(), List.of()));
        assertThat(router.awaitEvents(ann.id(), 3)).endsWith("friend.removed");
        act(FriendsService.REQUEST, ann, ben);
        act(FriendsService.REMOVE, ben, ann);
        assertThat(friends(ben).incoming()).hasSize(1);
        act(FriendsService.REMOVE, ann, ben);
        assertThat(friends(ben).incoming()).isEmpty();
        act(FriendsService.REMOVE, ann, ben);
        assertThat(router.awaitEvents(ben.id(), 5))
                .containsExactly(
                        "friend.requested", "friend.accepted", "friend.removed", "friend.requested", "friend.removed");
    }

    @Test
    void nobodyBefriendsThemselvesOrNobody() throws Exception {
        assertThat(refusal(FriendsService.REQUEST, ann, ann)).isEqualTo(FailureCode.INVALID);
        assertThat(refusal(FriendsService.BLOCK, ann, ann)).isEqualTo(FailureCode.INVALID);
        Profile nobody = TestPeople.profile(TestPeople.newId(), "nobody");
        assertThat(refusal(FriendsService.REQUEST, ann, nobody)).isEqualTo(FailureCode.NOT_FOUND);
        assertThat(refusal(FriendsService.BLOCK, ann, nobody)).isEqualTo(FailureCode.NOT_FOUND);
    }

    @Test
    void aBlockEndsAFriendshipWithoutShowingItself() throws Exception {
        befriend();
        act(FriendsService.BLOCK, ann, ben);
        assertThat(friends(ben)).isEqualTo(new Friends(List.of(), List.of(), List.of()));
        assertThat(blocks(ann)).containsExactly(ben);
        assertThat(blocks(ben)).isEmpty();
        assertThat(router.awaitEvents(ben.id(), 3))
                .containsExactly("friend.requested", "friend.accepted", "friend.removed");
        assertThat(router.awaitEvents(ann.id(), 4)).contains("block.changed", "friend.removed");
        assertThat(router.body(ann.id(), "block.changed").getBoolean("blocked")).isTrue();
    }

    @Test
    void aBlockRefusesEverythingBetweenTheTwo() throws Exception {
        act(FriendsService.REQUEST, ben, ann);
        router.forgetChanges();
        act(FriendsService.BLOCK, ann, ben);
        assertThat(router.sawChange(chat)).isTrue();
        assertThat(standing()).isEqualTo(new Standing.Blocked());
        assertThat(friends(ben).outgoing()).isEmpty();
        assertThat(refusal(FriendsService.REQUEST, ben, ann)).isEqualTo(FailureCode.BLOCKED);
        assertThat(refusal(FriendsService.REQUEST, ann, ben)).isEqualTo(FailureCode.BLOCKED);
        Create group = new Create(ben.id(), "Tea", Set.of(ann.id()));
        assertThat(accounts.refusal(GroupsService.CREATE, group).code()).isEqualTo(FailureCode.BLOCKED);
        assertThat(visible(ben)).doesNotContain(ann.id());
        assertThat(visible(ann)).doesNotContain(ben.id());
        assertThat(router.awaitEvents(ben.id(), 1)).containsExactly("friend.requested");
    }

    @Test
    void aBlockTakenBackLetsBothWriteButMakesNoFriends() throws Exception {
        befriend();
        act(FriendsService.BLOCK, ann, ben);
        act(FriendsService.UNBLOCK, ben, ann);
        assertThat(standing()).isEqualTo(new Standing.Blocked());
        act(FriendsService.BLOCK, ann, ben);
        act(FriendsService.UNBLOCK, ann, ben);
        act(FriendsService.UNBLOCK, ann, ben);
        assertThat(standing()).isEqualTo(new Standing.Strangers(Optional.empty()));
        assertThat(friends(ann).friends()).isEmpty();
        assertThat(router.awaitEvents(ann.id(), 5))
                .filteredOn("block.changed"::equals)
                .hasSize(2);
        assertThat(router.body(ann.id(), "block.changed").getBoolean("blocked")).isFalse();
    }

    @Test
    void eachOfTwoBlocksHoldsByItself() throws Exception {
        act(FriendsService.BLOCK, ann, ben);
        act(FriendsService.BLOCK, ben, ann);
        act(FriendsService.UNBLOCK, ann, ben);
        assertThat(standing()).isEqualTo(new Standing.Blocked());
        act(FriendsService.UNBLOCK, ben, ann);
        assertThat(standing()).isEqualTo(new Standing.Strangers(Optional.empty()));
    }

    @Test
    void aFirstAnswerOpensAConversation() throws Exception {
        wrote(ann);
        assertThat(standing()).isEqualTo(new Standing.Strangers(Optional.of(ann.id())));
        router.forgetChanges();
        wrote(ann);
        assertThat(router.sawChange(chat)).isFalse();
        wrote(ben);
        assertThat(standing()).isEqualTo(new Standing.Open());
        assertThat(router.sawChange(chat)).isTrue();
    }

    @Test
    void whoKnowsHowTwoStandGetsAShortAnswer() throws Exception {
        long version = ((Roster.Members) roster(Optional.empty())).version();
        assertThat(roster(Optional.of(version))).isEqualTo(new Roster.Unchanged());
        act(FriendsService.BLOCK, ann, ben);
        assertThat(roster(Optional.of(version))).isInstanceOf(Roster.Members.class);
    }

    @Test
    void friendsAreTheAudience() throws Exception {
        befriend();
        assertThat(accounts.ask(FriendsService.AUDIENCE, new OfUser(ann.id())).users())
                .containsExactly(ben.id());
    }

    private void befriend() throws Exception {
        act(FriendsService.REQUEST, ann, ben);
        act(FriendsService.ACCEPT, ben, ann);
    }

    private void wrote(Profile user) throws Exception {
        accounts.ask(MembershipService.WROTE, new Wrote(chat, user.id()));
    }

    private Standing standing() throws Exception {
        return ((Roster.Members) roster(Optional.empty())).standing();
    }

    private Roster roster(Optional<Long> known) throws Exception {
        return accounts.ask(MembershipService.MEMBERS, new OfConversation(chat, known));
    }

    private Set<UserId> visible(Profile viewer) throws Exception {
        return accounts.ask(FriendsService.VISIBLE, new Watching(viewer.id(), Set.of(ann.id(), ben.id())))
                .users();
    }

    private static void act(Endpoint<Between, Done> what, Profile user, Profile other) throws Exception {
        accounts.ask(what, between(user, other));
    }

    private static FailureCode refusal(Endpoint<Between, Done> what, Profile user, Profile other) throws Exception {
        return accounts.refusal(what, between(user, other)).code();
    }

    private static Between between(Profile user, Profile other) {
        return new Between(user.id(), other.id());
    }

    private static Friends friends(Profile user) throws Exception {
        return accounts.ask(FriendsService.FRIENDS, new OfUser(user.id()));
    }

    private static List<Profile> blocks(Profile user) throws Exception {
        return users(accounts.ask(FriendsService.BLOCKS, new OfUser(user.id())).blocked());
    }

    private static List<Profile> users(List<Link> links) {
        return links.stream().map(Link::user).toList();
    }

    private static List<Link> links(Profile user) {
        return List.of(new Link(user, accounts.now.get()));
    }
}
