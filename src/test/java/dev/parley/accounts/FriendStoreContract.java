package dev.parley.accounts;

import static dev.parley.accounts.TestPeople.await;
import static org.assertj.core.api.Assertions.assertThat;

import dev.parley.accounts.FriendStore.Counts;
import dev.parley.bus.AccountsService.PresenceVisibility;
import dev.parley.bus.AccountsService.Profile;
import dev.parley.bus.FriendsService.Friends;
import dev.parley.bus.FriendsService.Link;
import dev.parley.model.ConversationId;
import dev.parley.model.ConversationId.Direct;
import dev.parley.model.UserId;
import java.time.Instant;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** What every store says of a user's friends, requests and blocks. */
public interface FriendStoreContract {
    Instant START = Instant.parse("2026-02-01T12:00:00Z");

    /** An open store; the same for all tests. */
    AccountStores stores();

    @Test
    default void listsFriendsAndRequestsTheNewestFirst() throws Exception {
        UserId ann = user();
        UserId friend = user();
        UserId newer = user();
        UserId asker = user();
        UserId asked = user();
        tie(ann, friend, START, Tie.FRIENDS);
        tie(ann, newer, START.plusSeconds(1), Tie.FRIENDS);
        tie(ann, asker, START, Tie.asked(asker));
        tie(ann, asked, START, Tie.asked(ann));
        Friends friends = await(stores().friends().friends(ann, 10));
        assertThat(friends.friends())
                .containsExactly(new Link(profile(newer), START.plusSeconds(1)), new Link(profile(friend), START));
        assertThat(friends.incoming()).containsExactly(new Link(profile(asker), START));
        assertThat(friends.outgoing()).containsExactly(new Link(profile(asked), START));
        assertThat(users(await(stores().friends().friends(newer, 10)).friends()))
                .containsExactly(ann);
        assertThat(users(await(stores().friends().friends(ann, 1)).friends())).containsExactly(newer);
    }

    @Test
    default void listsWhomAUserBlocksToThatUserOnly() throws Exception {
        UserId ann = user();
        UserId ben = user();
        tie(ann, ben, START, Tie.blocked(Set.of(ann)));
        assertThat(await(stores().friends().blocked(ann, 10))).containsExactly(new Link(profile(ben), START));
        assertThat(await(stores().friends().blocked(ben, 10))).isEmpty();
    }

    @Test
    default void countsWhatThereIs() throws Exception {
        UserId ann = user();
        tie(ann, user(), START, Tie.FRIENDS);
        tie(ann, user(), START, Tie.FRIENDS);
        tie(ann, user(), START, Tie.asked(ann));
        UserId other = user();
        tie(ann, other, START, Tie.asked(other));
        tie(ann, user(), START, Tie.blocked(Set.of(ann)));
        assertThat(await(stores().friends().counts(ann))).isEqualTo(new Counts(2, 1, 1));
        assertThat(await(stores().friends().counts(user()))).isEqualTo(new Counts(0, 0, 0));
    }

    @Test
    default void friendsAreTheAudienceUnlessNobodyIs() throws Exception {
        UserId ann = user();
        UserId friend = user();
        tie(ann, friend, START, Tie.FRIENDS);
        tie(ann, user(), START, Tie.asked(ann));
        assertThat(await(stores().friends().audience(ann))).containsExactly(friend);
        show(ann, PresenceVisibility.FRIENDS);
        assertThat(await(stores().friends().audience(ann))).containsExactly(friend);
        show(ann, PresenceVisibility.NOBODY);
        assertThat(await(stores().friends().audience(ann))).isEmpty();
    }

    @Test
    default void presenceIsSeenByThoseWhoMay() throws Exception {
        UserId viewer = user();
        UserId open = shown(PresenceVisibility.EVERYONE);
        UserId friend = shown(PresenceVisibility.FRIENDS);
        UserId stranger = shown(PresenceVisibility.FRIENDS);
        UserId hidden = shown(PresenceVisibility.NOBODY);
        UserId blocked = shown(PresenceVisibility.EVERYONE);
        UserId blocking = shown(PresenceVisibility.EVERYONE);
        tie(viewer, friend, START, Tie.FRIENDS);
        tie(viewer, hidden, START, Tie.FRIENDS);
        tie(viewer, blocked, START, Tie.blocked(Set.of(viewer)));
        tie(viewer, blocking, START, Tie.blocked(Set.of(blocking)));
        Set<UserId> all = Set.of(viewer, open, friend, stranger, hidden, blocked, blocking);
        assertThat(await(stores().friends().visible(viewer, all))).containsExactlyInAnyOrder(viewer, open, friend);
        assertThat(await(stores().friends().visible(viewer, Set.of()))).isEmpty();
    }

    private UserId shown(PresenceVisibility presence) throws Exception {
        UserId user = user();
        show(user, presence);
        return user;
    }

    private void show(UserId user, PresenceVisibility presence) throws Exception {
        await(stores().users()
                .update(
                        user,
                        before -> Change.none(new Profile(
                                before.id(),
                                before.username(),
                                before.displayName(),
                                before.about(),
                                before.avatar(),
                                presence,
                                before.readReceipts()))));
    }

    private void tie(UserId one, UserId other, Instant at, Tie tie) throws Exception {
        Direct pair = (Direct) ConversationId.direct(one, other);
        await(stores().ties().change(pair, at, before -> new Change<>(tie, List.of())));
    }

    private Profile profile(UserId user) throws Exception {
        return await(stores().users().find(user)).orElseThrow();
    }

    private static List<UserId> users(List<Link> links) {
        return links.stream().map(link -> link.user().id()).toList();
    }

    private UserId user() throws Exception {
        return TestPeople.keep(stores());
    }
}
