package dev.parley.sessions;

import static dev.parley.sessions.SessionDirectoryContract.LONG;
import static dev.parley.sessions.SessionDirectoryContract.await;
import static dev.parley.sessions.SessionDirectoryContract.newNode;
import static dev.parley.sessions.SessionDirectoryContract.newUser;
import static org.assertj.core.api.Assertions.assertThat;

import dev.parley.model.NodeId;
import dev.parley.model.NodeNumber;
import dev.parley.model.UserId;
import io.vertx.core.Future;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Consumer;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/**
 * What every presence board does. Two openings of the same board stand for two presence nodes. The clock goes on by itself in
 * some adapters, so what is not due yet is minutes away.
 */
public interface PresenceBoardContract {
    Duration LATER = Duration.ofMinutes(10);
    Duration NOT_YET = Duration.ofMinutes(5);
    Duration A_MOMENT_AFTER = PresenceBoard.CLAIM.plusSeconds(1);
    int AT_ONCE = 100;
    Consumer<Set<UserId>> NOBODY = users -> {};
    Instant ACTIVE = Instant.ofEpochMilli(1_800_000_000_123L);

    /** The board as one presence node sees it. */
    PresenceBoard here();

    /** The same board as another one sees it. */
    PresenceBoard there();

    /** Where the leases of nodes are. */
    SessionDirectory directory();

    /** Moves the clock of the board. */
    void pass(Duration time);

    @Test
    default void theFirstToArriveIsNewsAndShowsOnline() {
        UserId user = newUser();
        assertThat(await(here().online(Set.of(user)))).isEmpty();
        assertThat(await(here().arrived(Set.of(user), newNode(), false))).containsExactly(user);
        assertThat(await(there().online(Set.of(user, newUser())))).containsExactly(user);
    }

    @Test
    default void aSecondArrivalIsNoNewsOnceFriendsWereTold() {
        UserId user = shown();
        assertThat(await(there().arrived(Set.of(user), newNode(), false))).isEmpty();
        assertThat(await(there().arrived(Set.of(user), newNode(), true))).isEmpty();
    }

    @Test
    default void aUserWhoLeftShowsOnlineUntilThatIsDecided() {
        UserId user = shown();
        await(here().leaving(user, ACTIVE, LATER));
        pass(NOT_YET);
        assertThat(taken(here())).doesNotContain(user);
        pass(LATER);
        Due due = takenDue(there(), user);
        assertThat(due.activeAt()).contains(ACTIVE);
        assertThat(await(here().online(Set.of(user)))).containsExactly(user);
        assertThat(await(there().decide(List.of(due), Set.of()))).containsExactly(user);
        assertThat(await(here().online(Set.of(user)))).isEmpty();
    }

    @Test
    default void aUserWhoCameBackIsNotDue() {
        UserId user = shown();
        await(here().leaving(user, ACTIVE, LATER));
        assertThat(await(there().arrived(Set.of(user), newNode(), false))).isEmpty();
        pass(LATER.multipliedBy(2));
        assertThat(taken(here())).doesNotContain(user);
        assertThat(await(here().online(Set.of(user)))).containsExactly(user);
    }

    @Test
    default void theLastToLeaveSaysWhenToLook() {
        UserId user = shown();
        await(here().leaving(user, ACTIVE, Duration.ofMinutes(1)));
        await(there().leaving(user, ACTIVE.minusSeconds(1), LATER));
        pass(NOT_YET);
        assertThat(taken(here())).doesNotContain(user);
        pass(LATER);
        assertThat(takenDue(here(), user).activeAt()).contains(ACTIVE);
    }

    @Test
    default void whoSignsOutCanBeDecidedAboutAtOnce() {
        UserId user = shown();
        Due due = await(here().leaving(user, ACTIVE, LATER)).orElseThrow();
        assertThat(due.user()).isEqualTo(user);
        assertThat(await(here().decide(List.of(due), Set.of()))).containsExactly(user);
        assertThat(await(there().online(Set.of(user)))).isEmpty();
    }

    @Test
    default void whoDoesNotShowOnlineCannotLeave() {
        UserId user = gone();
        pass(LATER);
        assertThat(await(here().leaving(user, ACTIVE, LATER))).isEmpty();
        pass(LATER.multipliedBy(2));
        assertThat(taken(here())).doesNotContain(user);
    }

    @Test
    default void aUserIsTakenByOneNodeAndByAnotherWhenThatOneDied() {
        UserId user = shown();
        await(here().leaving(user, ACTIVE, LATER));
        pass(LATER.plusSeconds(1));
        Future<Set<UserId>> one = all(here());
        Future<Set<UserId>> other = all(there());
        assertThat(Stream.of(one, other)
                        .filter(taken -> await(taken).contains(user))
                        .count())
                .isEqualTo(1);
        assertThat(taken(here())).doesNotContain(user);
        pass(A_MOMENT_AFTER);
        assertThat(taken(there())).contains(user);
    }

    @Test
    default void whoArrivesWhileItIsDecidedStaysOnline() {
        UserId user = shown();
        Due due = due(user);
        assertThat(await(there().arrived(Set.of(user), newNode(), false))).isEmpty();
        assertThat(await(here().decide(List.of(due), Set.of()))).isEmpty();
        assertThat(await(here().online(Set.of(user)))).containsExactly(user);
    }

    @Test
    default void whoLeavesWhileItIsDecidedIsLookedAtOnceMore() {
        UserId user = shown();
        Due due = due(user);
        await(there().leaving(user, ACTIVE, LATER));
        assertThat(await(here().decide(List.of(due), Set.of()))).isEmpty();
        assertThat(await(here().online(Set.of(user)))).containsExactly(user);
        pass(LATER.plusSeconds(1));
        assertThat(taken(here())).contains(user);
    }

    @Test
    default void whoHasAnotherSessionStaysOnlineAndIsNotDueAgain() {
        UserId user = shown();
        assertThat(await(here().decide(List.of(due(user)), Set.of(user)))).isEmpty();
        assertThat(await(here().online(Set.of(user)))).containsExactly(user);
        pass(LATER);
        assertThat(taken(here())).doesNotContain(user);
    }

    @Test
    default void whoComesBackAfterItWasDecidedIsNews() {
        UserId user = gone();
        assertThat(await(here().arrived(Set.of(user), newNode(), false))).containsExactly(user);
    }

    @Test
    default void aChangeThatNobodyTellsIsTakenByAnother() {
        UserId came = newUser();
        await(here().arrived(Set.of(came), newNode(), false));
        UserId went = shown();
        await(here().decide(List.of(due(went)), Set.of()));
        pass(A_MOMENT_AFTER);
        Set<UserId> untold = untold(there());
        assertThat(untold).contains(came, went);
        assertThat(untold(here())).doesNotContain(came, went);
        await(there().told(Set.of(came), Set.of(went)));
        pass(A_MOMENT_AFTER);
        assertThat(untold(here())).doesNotContain(came, went);
    }

    @Test
    default void whatIsToldTooLateLeavesTheLaterChangeToBeTold() {
        UserId user = gone();
        await(here().arrived(Set.of(user), newNode(), false));
        await(there().told(Set.of(), Set.of(user)));
        pass(A_MOMENT_AFTER);
        assertThat(untold(there())).contains(user);
    }

    @Test
    default void theUsersOfADeadNodeAreDueThoughNobodySaidSo() {
        NodeId dead = newNode();
        NodeNumber number =
                await(directory().renew(dead, Optional.empty(), LONG)).number();
        NodeId living = newNode();
        await(directory().renew(living, Optional.empty(), LONG));
        UserId lost = shownOn(dead);
        UserId movedOn = shownOn(dead);
        UserId elsewhere = shownOn(living);
        await(here().bury(LATER, NOBODY));
        await(directory().release(dead, number));
        await(Future.all(here().bury(LATER, NOBODY), there().bury(LATER, NOBODY)));
        await(there().arrived(Set.of(movedOn), living, false));
        pass(NOT_YET);
        assertThat(taken(here())).doesNotContain(lost, movedOn, elsewhere);
        pass(LATER);
        List<Due> due = takenDue(here());
        assertThat(due).extracting(Due::user).contains(lost).doesNotContain(movedOn, elsewhere);
        assertThat(due.stream().filter(one -> one.user().equals(lost)).findFirst())
                .hasValueSatisfying(one -> assertThat(one.activeAt()).isEmpty());
    }

    @Test
    default void whoHadLeftADeadNodeLaterThanItDiedIsNotLookedAtEarlier() {
        NodeId dead = newNode();
        NodeNumber number =
                await(directory().renew(dead, Optional.empty(), LONG)).number();
        UserId user = shownOn(dead);
        await(here().leaving(user, ACTIVE, LATER.multipliedBy(2)));
        await(directory().release(dead, number));
        await(there().bury(LATER, NOBODY));
        pass(LATER.plus(NOT_YET));
        assertThat(taken(here())).doesNotContain(user);
        pass(LATER);
        assertThat(taken(here())).contains(user);
    }

    @Test
    default void aNodeThatCameBackCanDieOnceMore() {
        NodeId node = newNode();
        NodeNumber number =
                await(directory().renew(node, Optional.empty(), LONG)).number();
        UserId user = shownOn(node);
        await(directory().release(node, number));
        await(here().bury(LATER, NOBODY));
        NodeNumber again =
                await(directory().renew(node, Optional.of(number), LONG)).number();
        await(there().arrived(Set.of(user), node, true));
        await(there().bury(LATER, NOBODY));
        await(directory().release(node, again));
        await(here().bury(LATER, NOBODY));
        pass(LATER.plusSeconds(1));
        assertThat(taken(here())).contains(user);
    }

    @Test
    default void thousandsOfADeadNodeAreEachDecidedAboutOnce() {
        NodeId dead = newNode();
        NodeNumber number =
                await(directory().renew(dead, Optional.empty(), LONG)).number();
        Set<UserId> users = users(1_700);
        arrive(users, dead);
        await(directory().release(dead, number));
        Set<UserId> found = ConcurrentHashMap.newKeySet();
        await(there().bury(LATER, found::addAll));
        assertThat(found).containsAll(users);
        pass(LATER.plusSeconds(1));
        List<UserId> decided = new ArrayList<>();
        decided.addAll(await(decideAll(here())));
        decided.addAll(await(decideAll(there())));
        assertThat(decided).doesNotHaveDuplicates().containsAll(users);
        assertThat(await(here().online(users.stream().limit(1_000).collect(Collectors.toSet()))))
                .isEmpty();
    }

    @Test
    default void aThousandAreFoundAtOnce() {
        Set<UserId> users = users(1_000);
        arrive(users, newNode());
        assertThat(await(there().online(users))).isEqualTo(users);
    }

    private static Set<UserId> users(int count) {
        return IntStream.range(0, count).mapToObj(i -> newUser()).collect(Collectors.toSet());
    }

    private void arrive(Set<UserId> users, NodeId node) {
        List<UserId> all = List.copyOf(users);
        for (int start = 0; start < all.size(); start += AT_ONCE) {
            Set<UserId> batch = Set.copyOf(all.subList(start, Math.min(start + AT_ONCE, all.size())));
            assertThat(await(here().arrived(batch, node, false))).isEqualTo(batch);
        }
    }

    /** A user who shows online, as friends know. */
    private UserId shown() {
        return shownOn(newNode());
    }

    private UserId shownOn(NodeId node) {
        UserId user = newUser();
        await(here().arrived(Set.of(user), node, false));
        await(here().told(Set.of(user), Set.of()));
        return user;
    }

    /** A user who did show online and does no more, as friends know. */
    private UserId gone() {
        UserId user = shown();
        await(here().decide(List.of(due(user)), Set.of()));
        await(here().told(Set.of(), Set.of(user)));
        return user;
    }

    private Due due(UserId user) {
        await(here().leaving(user, ACTIVE, LATER));
        pass(LATER.plusSeconds(1));
        return takenDue(here(), user);
    }

    private static Set<UserId> taken(PresenceBoard board) {
        return await(all(board));
    }

    private static Due takenDue(PresenceBoard board, UserId user) {
        return takenDue(board).stream()
                .filter(due -> due.user().equals(user))
                .findFirst()
                .orElseThrow();
    }

    private static List<Due> takenDue(PresenceBoard board) {
        return await(takeAll(board, new ArrayList<>())).stream()
                .flatMap(taken -> taken.due().stream())
                .toList();
    }

    private static Set<UserId> untold(PresenceBoard board) {
        Set<UserId> untold = new HashSet<>();
        await(takeAll(board, new ArrayList<>())).forEach(taken -> untold.addAll(taken.untold()));
        return untold;
    }

    private static Future<Set<UserId>> all(PresenceBoard board) {
        return takeAll(board, new ArrayList<>()).map(all -> all.stream()
                .flatMap(taken -> taken.due().stream())
                .map(Due::user)
                .collect(Collectors.toSet()));
    }

    private static Future<List<UserId>> decideAll(PresenceBoard board) {
        return takeAll(board, new ArrayList<>()).compose(all -> {
            List<Due> due = all.stream().flatMap(taken -> taken.due().stream()).toList();
            return board.decide(due, Set.of()).map(List::copyOf);
        });
    }

    private static Future<List<Taken>> takeAll(PresenceBoard board, List<Taken> before) {
        return board.take(500).compose(taken -> {
            before.add(taken);
            return taken.more() ? takeAll(board, before) : Future.succeededFuture(before);
        });
    }
}
