package dev.parley.accounts;

import static dev.parley.accounts.TestPeople.await;
import static dev.parley.accounts.TestPeople.failure;
import static org.assertj.core.api.Assertions.assertThat;

import dev.parley.accounts.TieStore.Word;
import dev.parley.bus.MembershipService.Changes;
import dev.parley.bus.MembershipService.Standing;
import dev.parley.bus.MembershipService.StandingChange;
import dev.parley.model.ConversationId;
import dev.parley.model.ConversationId.Direct;
import dev.parley.model.Failure;
import dev.parley.model.FailureCode;
import dev.parley.model.UserId;
import io.vertx.core.Future;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.atomic.AtomicReference;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** What every store of ties does. */
public interface TieStoreContract {
    Instant AT = Instant.parse("2026-01-01T12:00:00Z");

    int MANY = 10_000;

    /** An open store; the same for all tests. */
    AccountStores stores();

    @Test
    default void twoWhoNeverMetAreStrangers() throws Exception {
        Direct pair = pair();
        assertThat(standing(pair)).contains(new Standing.Strangers(Optional.empty()));
        assertThat(tie(pair)).isEqualTo(Tie.NONE);
    }

    @Test
    default void knowsNoTieToNobody() throws Exception {
        Direct pair = (Direct) ConversationId.direct(user(), new UserId(TestPeople.newId()));
        assertThat(standing(pair)).isEmpty();
        Failure failure = (Failure) failure(stores().ties().change(pair, AT, Change::none));
        assertThat(failure.code()).isEqualTo(FailureCode.NOT_FOUND);
    }

    @Test
    default void keepsEachStepOfATie() throws Exception {
        Direct pair = pair();
        for (Tie next : List.of(
                Tie.asked(pair.high()),
                Tie.asked(pair.low()),
                Tie.FRIENDS,
                Tie.blocked(Set.of(pair.low())),
                Tie.blocked(Set.of(pair.low(), pair.high())),
                Tie.blocked(Set.of(pair.high())),
                Tie.NONE,
                Tie.FRIENDS,
                Tie.NONE)) {
            become(pair, next);
            assertThat(tie(pair)).isEqualTo(next);
        }
    }

    @Test
    default void saysHowTwoStand() throws Exception {
        Direct pair = pair();
        become(pair, Tie.asked(pair.low()));
        assertThat(standing(pair)).contains(new Standing.Strangers(Optional.empty()));
        become(pair, Tie.FRIENDS);
        assertThat(standing(pair)).contains(new Standing.Open());
        become(pair, Tie.blocked(Set.of(pair.high())));
        assertThat(standing(pair)).contains(new Standing.Blocked());
    }

    @Test
    default void remembersWhoWroteFirstAndWhoAnswered() throws Exception {
        Direct pair = pair();
        assertThat(wrote(pair, pair.high())).containsExactly(pair);
        assertThat(wrote(pair, pair.high())).isEmpty();
        assertThat(standing(pair)).contains(new Standing.Strangers(Optional.of(pair.high())));
        assertThat(wrote(pair, pair.low())).containsExactly(pair);
        assertThat(wrote(pair, pair.low())).isEmpty();
        assertThat(standing(pair)).contains(new Standing.Open());
    }

    @Test
    default void whoWritesFirstAtOnceIsOneOfTheTwo() throws Exception {
        Direct pair = pair();
        List<Set<Direct>> news = await(Future.all(
                        stores().ties().wrote(List.of(new Word(pair, pair.high()))),
                        stores().ties().wrote(List.of(new Word(pair, pair.low())))))
                .list();
        assertThat(news).allMatch(Set.of(pair)::equals);
        assertThat(standing(pair)).contains(new Standing.Open());
    }

    @Test
    default void notesManyWordsInOneGo() throws Exception {
        Direct silent = pair();
        Direct opened = pair();
        Direct talking = pair();
        wrote(opened, opened.low());
        assertThat(await(stores().ties()
                        .wrote(List.of(
                                new Word(talking, talking.high()),
                                new Word(opened, opened.high()),
                                new Word(silent, silent.low()),
                                new Word(talking, talking.low())))))
                .containsExactlyInAnyOrder(silent, opened, talking);
        assertThat(standing(silent)).contains(new Standing.Strangers(Optional.of(silent.low())));
        assertThat(standing(opened)).contains(new Standing.Open());
        assertThat(standing(talking)).contains(new Standing.Open());
        assertThat(await(stores().ties().wrote(List.of()))).isEmpty();
    }

    /** Also on a connection that was written by, and only read by since. */
    @Test
    default void changesAreTrueOfTheMomentTheyAreAskedFor() throws Exception {
        become(pair(), Tie.FRIENDS);
        Instant asked = await(stores().ties().changes(Instant.EPOCH, MANY)).until();
        Instant later = asked;
        for (long start = System.nanoTime(); !later.isAfter(asked) && System.nanoTime() - start < 5_000_000_000L; ) {
            later = await(stores().ties().changes(Instant.EPOCH, MANY)).until();
        }
        assertThat(later).isAfter(asked);
    }

    @Test
    default void changesOfOneTieFollowEachOther() throws Exception {
        Direct pair = pair();
        List<Future<Change<Tie>>> requests = IntStream.range(0, 20)
                .mapToObj(i -> i % 2 == 0 ? pair.low() : pair.high())
                .map(asker -> stores().ties().change(pair, AT, tie -> new Change<>(asked(tie, asker), List.of())))
                .toList();
        await(Future.all(requests));
        assertThat(tie(pair)).isEqualTo(Tie.FRIENDS);
        assertThat(requests)
                .filteredOn(one -> one.result().after().asker().isPresent())
                .isNotEmpty();
    }

    private static Tie asked(Tie tie, UserId asker) {
        if (tie.friends() || tie.isAskedBy(asker)) {
            return tie;
        }
        return tie.asker().isPresent() ? Tie.FRIENDS : Tie.asked(asker);
    }

    @Test
    default void aRefusedChangeLeavesNothing() throws Exception {
        Direct pair = pair();
        Failure refusal = Failure.of(FailureCode.BLOCKED, "no");
        assertThat(failure(stores().ties().change(pair, AT, tie -> {
                    throw refusal;
                })))
                .isEqualTo(refusal);
        assertThat(tie(pair)).isEqualTo(Tie.NONE);
    }

    @Test
    default void keepsWhatIsToBeToldWithTheChange() throws Exception {
        Direct pair = pair();
        Announcement news = AnnouncementStoreContract.event(pair.low());
        await(stores().ties().change(pair, AT, tie -> new Change<>(Tie.FRIENDS, List.of(news))));
        assertThat(await(stores().announcements().of(news.conversation(), 10))).containsExactly(news);
    }

    @Test
    default void tellsBetweenWhomTheStandingChanged() throws Exception {
        Instant before = await(stores().ties().changes(Instant.EPOCH, MANY)).until();
        Direct friends = pair();
        Direct enemies = pair();
        Direct asking = pair();
        Direct talking = pair();
        become(friends, Tie.FRIENDS);
        become(enemies, Tie.blocked(Set.of(enemies.high())));
        become(asking, Tie.asked(asking.low()));
        wrote(talking, talking.low());

        Changes changes = await(stores().ties().changes(before, MANY));
        assertThat(changes.complete()).isTrue();
        assertThat(changes.until()).isAfterOrEqualTo(before);
        assertThat(conversations(changes)).contains(friends, enemies).doesNotContain(asking, talking);

        wrote(talking, talking.high());
        become(friends, Tie.NONE);
        assertThat(conversations(await(stores().ties().changes(before, MANY))))
                .contains(talking)
                .filteredOn(friends::equals)
                .hasSize(2);
    }

    @Test
    default void tellsOneChangeFromAnother() throws Exception {
        Instant before = await(stores().ties().changes(Instant.EPOCH, MANY)).until();
        Direct pair = pair();
        for (Tie next : List.of(Tie.FRIENDS, Tie.NONE, Tie.blocked(Set.of(pair.low())))) {
            become(pair, next);
        }
        List<StandingChange> told = changes(before, pair);
        assertThat(told).hasSize(3).extracting(StandingChange::number).doesNotHaveDuplicates();
        assertThat(changes(before, pair)).containsExactlyInAnyOrderElementsOf(told);
    }

    private List<StandingChange> changes(Instant since, Direct pair) throws Exception {
        return await(stores().ties().changes(since, MANY)).changes().stream()
                .filter(change -> change.conversation().equals(pair))
                .toList();
    }

    private static List<ConversationId> conversations(Changes changes) {
        return changes.changes().stream().map(StandingChange::conversation).toList();
    }

    @Test
    default void saysWhereItDoesNotTellAllChanges() throws Exception {
        TieStore ties = stores().ties();
        Changes unknown = await(ties.changes(Instant.EPOCH, MANY));
        assertThat(unknown.complete()).isFalse();
        become(pair(), Tie.FRIENDS);
        become(pair(), Tie.FRIENDS);
        Changes few = await(ties.changes(unknown.until(), 1));
        assertThat(few.changes()).hasSize(1);
        assertThat(few.complete()).isFalse();
    }

    @Test
    default void forgetsNoChangeOfLate() throws Exception {
        TieStore ties = stores().ties();
        Instant before = await(ties.changes(Instant.EPOCH, MANY)).until();
        Direct pair = pair();
        become(pair, Tie.FRIENDS);
        await(ties.forgetChanges());
        assertThat(conversations(await(ties.changes(before, MANY)))).contains(pair);
    }

    @Test
    default void findsBlocksEitherWay() throws Exception {
        Direct pair = pair();
        UserId stranger = user();
        become(pair, Tie.blocked(Set.of(pair.high())));
        TieStore ties = stores().ties();
        assertThat(await(ties.blockedWith(pair.low(), Set.of(pair.high(), stranger))))
                .containsExactly(pair.high());
        assertThat(await(ties.blockedWith(pair.high(), Set.of(pair.low(), stranger))))
                .containsExactly(pair.low());
        assertThat(await(ties.blockedWith(stranger, Set.of(pair.low(), pair.high()))))
                .isEmpty();
        assertThat(await(ties.blockedWith(stranger, Set.of()))).isEmpty();
    }

    private Optional<Standing> standing(Direct pair) throws Exception {
        return await(stores().ties().standing(pair));
    }

    private Tie tie(Direct pair) throws Exception {
        AtomicReference<Tie> found = new AtomicReference<>();
        await(stores().ties().change(pair, AT, tie -> {
            found.set(tie);
            return Change.none(tie);
        }));
        return found.get();
    }

    private void become(Direct pair, Tie tie) throws Exception {
        await(stores().ties().change(pair, AT, before -> new Change<>(tie, List.of())));
    }

    private Set<Direct> wrote(Direct pair, UserId writer) throws Exception {
        return await(stores().ties().wrote(List.of(new Word(pair, writer))));
    }

    private Direct pair() throws Exception {
        return (Direct) ConversationId.direct(user(), user());
    }

    private UserId user() throws Exception {
        return TestPeople.keep(stores());
    }
}
