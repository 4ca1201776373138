package dev.parley.presence;

import static dev.parley.presence.People.await;
import static org.assertj.core.api.Assertions.assertThat;

import dev.parley.bus.Bus.Registration;
import dev.parley.bus.NodeService.News;
import dev.parley.bus.PresenceService;
import dev.parley.bus.PresenceService.Connect;
import dev.parley.bus.PresenceService.Listing;
import dev.parley.model.NodeId;
import dev.parley.model.UserId;
import dev.parley.presence.People.Told;
import dev.parley.sessions.ListedSession;
import io.vertx.core.Future;
import java.time.Duration;
import java.time.Instant;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.LongStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What friends are told, and when. That nothing is told shows in what is told next. */
class PresenceNewsTest {
    private static final UserId ANN = new UserId(1);
    private static final UserId BOB = new UserId(2);
    private static final UserId LAST = new UserId(3);
    private static final Duration BACK_IN_TIME = Duration.ofSeconds(29);
    private static final Duration TOO_LATE = Duration.ofSeconds(2);

    private final People people = new People();
    private final NodeId here = people.node("here");
    private final NodeId there = people.node("there");
    private Registration friends = Future::succeededFuture;

    @BeforeEach
    void annWatchesBob() {
        people.watches(ANN, BOB);
        people.watches(ANN, LAST);
        friends = people.serveAudience();
        people.serveSights();
        people.serveLastActive();
        people.deployPresence(People.PACE);
        people.connect(ANN, here);
    }

    @AfterEach
    void close() {
        people.close();
    }

    @Test
    void friendsOnlineLearnOfTheFirstSession() throws InterruptedException {
        people.connect(BOB, there);
        assertThat(people.nextTold()).isEqualTo(told(BOB, true, people.now()));
        people.connect(BOB, here);
        assertNothingElse();
    }

    @Test
    void aDropAndAReturnWithinHalfAMinuteShowNothing() throws InterruptedException {
        Listing session = bobIsOnline();
        people.drop(session);
        people.pass(BACK_IN_TIME);
        people.connect(BOB, here);
        people.pass(Duration.ofMinutes(5));
        assertNothingElse();
        assertThat(people.look(ANN, BOB).online()).isTrue();
    }

    @Test
    void whoDoesNotComeBackIsOfflineSinceTheDrop() throws InterruptedException {
        Listing session = bobIsOnline();
        people.drop(session);
        Instant dropped = people.now();
        people.pass(BACK_IN_TIME);
        assertThat(people.look(ANN, BOB).online()).isTrue();
        people.pass(TOO_LATE);
        assertThat(people.nextTold()).isEqualTo(told(BOB, false, dropped));
        assertThat(people.look(ANN, BOB)).isEqualTo(new PresenceService.Status(BOB, false, Optional.of(dropped)));
        assertThat(people.active).containsEntry(BOB, dropped);
    }

    @Test
    void whoSignsOutIsOfflineAtOnce() throws InterruptedException {
        Listing session = bobIsOnline();
        people.signOut(session);
        assertThat(people.look(ANN, BOB).online()).isFalse();
        assertThat(people.nextTold()).isEqualTo(told(BOB, false, people.now()));
    }

    @Test
    void whoSignsOutOfOneOfTwoDevicesStaysOnline() throws InterruptedException {
        Listing session = bobIsOnline();
        people.connect(BOB, here);
        people.signOut(session);
        assertThat(people.look(ANN, BOB).online()).isTrue();
        people.pass(Duration.ofMinutes(5));
        assertNothingElse();
    }

    @Test
    void whoDropsOneOfTwoDevicesStaysOnline() throws InterruptedException {
        Listing session = bobIsOnline();
        people.connect(BOB, here);
        people.drop(session);
        people.pass(Duration.ofMinutes(5));
        assertNothingElse();
        assertThat(people.look(ANN, BOB).online()).isTrue();
    }

    @Test
    void aSessionInTheBackgroundShowsNobodyOnline() throws InterruptedException {
        Listing hidden = people.connect(people.listing(BOB, 7, there, false));
        assertThat(people.look(ANN, BOB).online()).isFalse();
        people.drop(hidden);
        people.pass(Duration.ofMinutes(5));
        assertNothingElse();
    }

    @Test
    void aSessionInTheBackgroundKeepsNobodyOnline() throws InterruptedException {
        Listing session = bobIsOnline();
        people.connect(people.listing(BOB, 7, there, false));
        people.drop(session);
        people.pass(BACK_IN_TIME.plus(TOO_LATE));
        assertThat(people.nextTold().news().online()).isFalse();
    }

    @Test
    void theUsersOfADeadNodeAreOfflineHalfAMinuteAfterItDied() throws InterruptedException {
        people.active.put(BOB, people.now());
        bobIsOnline();
        people.kill(there);
        for (int i = 0; i < 22; i++) {
            people.pass(Duration.ofSeconds(1));
            assertThat(people.look(ANN, BOB).online()).isTrue();
            await(people.stores.board().bury(People.PACE.afterDeath(), users -> {}));
        }
        people.pass(TOO_LATE);
        assertThat(people.nextTold()).isEqualTo(told(BOB, false, people.active.get(BOB)));
    }

    @Test
    void whoMovedOnFromADeadNodeStaysOnline() throws InterruptedException {
        bobIsOnline();
        people.kill(there);
        people.connect(BOB, here);
        await(people.stores.board().bury(People.PACE.afterDeath(), users -> {}));
        people.pass(Duration.ofMinutes(5));
        assertNothingElse();
    }

    @Test
    void whatAPresenceNodeDidNotLiveToTellAnotherOneTells() throws InterruptedException {
        await(people.stores
                .directory()
                .connect(new ListedSession(
                        people.listing(BOB, 7, there, true).session(), BOB, Optional.empty(), there, true)));
        await(people.stores.board().arrived(Set.of(BOB), there, false));
        people.pass(Duration.ofSeconds(11));
        Told told = people.nextTold();
        assertThat(told.news().user()).isEqualTo(BOB);
        assertThat(told.news().online()).isTrue();
    }

    @Test
    void whatCouldNotBeToldWhileAccountsWereAwayIsToldAsItIsThen() throws InterruptedException {
        Listing session = bobIsOnline();
        await(friends.end());
        people.signOut(session);
        people.signOut(people.connect(BOB, here));
        people.connect(BOB, here);
        people.serveAudience();
        assertThat(people.nextTold()).isEqualTo(told(BOB, true, people.now()));
    }

    @Test
    void whoComesAndGoesAllTheTimeIsToldOfAsTheyAreAtLast() throws InterruptedException {
        Listing session = bobIsOnline();
        for (int i = 0; i < 50; i++) {
            people.signOut(session);
            session = people.connect(BOB, there);
        }
        people.signOut(session);
        Told last = people.nextTold();
        while (last.news().online()) {
            last = people.nextTold();
        }
        assertThat(people.look(ANN, BOB).online()).isFalse();
    }

    @Test
    void nobodyIsToldOfWhoShowsPresenceToNobody() throws InterruptedException {
        people.audience.put(BOB, Set.of());
        Listing session = people.connect(BOB, there);
        people.signOut(session);
        assertNothingElse();
    }

    @Test
    void friendsWhoAreOfflineOrInTheBackgroundAreNotTold() throws InterruptedException {
        people.watches(new UserId(8), BOB);
        people.watches(new UserId(9), BOB);
        people.connect(people.listing(new UserId(9), 9, here, false));
        people.connect(BOB, there);
        assertThat(people.nextTold().reader()).isEqualTo(ANN);
        assertNothingElse();
    }

    @Test
    void aFriendIsToldOnEveryNodeWhereTheyAre() throws InterruptedException {
        people.connect(ANN, there);
        people.connect(BOB, there);
        NodeId one = people.nextTold().node();
        NodeId other = people.nextTold().node();
        assertThat(List.of(one, other)).containsExactlyInAnyOrder(here, there);
    }

    @Test
    void aThousandChangesAtOnceComeInAFewMessages() throws InterruptedException {
        Set<UserId> crowd = new HashSet<>();
        LongStream.range(1_000, 2_000).mapToObj(UserId::new).forEach(user -> {
            crowd.add(user);
            people.watches(ANN, user);
        });
        List<Listing> sessions = crowd.stream()
                .map(user -> people.listing(user, user.value(), there, true))
                .toList();
        for (int start = 0; start < sessions.size(); start += 100) {
            await(people.bus.request(
                    PresenceService.CONNECT, new Connect(sessions.subList(start, start + 100), false, Long.MAX_VALUE)));
        }
        Set<UserId> toldOf = new HashSet<>();
        for (int i = 0; i < crowd.size(); i++) {
            assertThat(toldOf.add(people.nextTold().news().user())).isTrue();
        }
        assertThat(toldOf).isEqualTo(crowd);
        assertThat(people.messages).hasSizeLessThan(100);
        assertNothingElse();
    }

    private Listing bobIsOnline() throws InterruptedException {
        Listing session = people.connect(BOB, there);
        assertThat(people.nextTold().news().online()).isTrue();
        return session;
    }

    /** Who comes last is told of last, and by then all else has been. */
    private void assertNothingElse() throws InterruptedException {
        people.connect(LAST, there);
        assertThat(people.nextTold().news().user()).isEqualTo(LAST);
    }

    private Told told(UserId user, boolean online, Instant at) {
        return new Told(ANN, here, new News.Presence(user, online, Optional.of(at)));
    }
}
