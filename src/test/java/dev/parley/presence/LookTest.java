package dev.parley.presence;

import static dev.parley.presence.People.await;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.parley.bus.PresenceService;
import dev.parley.bus.PresenceService.Look;
import dev.parley.bus.PresenceService.Status;
import dev.parley.model.Failure;
import dev.parley.model.FailureCode;
import dev.parley.model.NodeId;
import dev.parley.model.UserId;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.LongStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Who may see whom online. */
class LookTest {
    private static final UserId ANN = new UserId(1);
    private static final UserId BOB = new UserId(2);
    private static final UserId EVE = new UserId(3);
    private static final UserId GONE = new UserId(4);

    private final People people = new People();
    private final NodeId node = people.node("node");

    @BeforeEach
    void annSeesBob() {
        people.watches(ANN, BOB);
        people.watches(ANN, GONE);
        people.deployPresence(People.PACE);
        List.of(ANN, BOB, EVE).forEach(user -> people.connect(user, node));
    }

    @AfterEach
    void close() {
        people.close();
    }

    @Test
    void showsThoseWhoMayBeSeenAndTheOthersAsIfTheyNeverWereThere() {
        people.serveSights();
        people.serveLastActive();
        List.of(BOB, EVE, GONE).forEach(user -> people.active.put(user, people.now()));
        assertThat(look(ANN, Set.of(BOB, EVE, GONE)))
                .containsExactlyInAnyOrder(
                        new Status(BOB, true, Optional.of(people.now())),
                        new Status(EVE, false, Optional.empty()),
                        new Status(GONE, false, Optional.of(people.now())));
        assertThat(look(EVE, Set.of(ANN))).containsExactly(new Status(ANN, false, Optional.empty()));
    }

    @Test
    void everyoneSeesThemselves() {
        people.serveLastActive();
        assertThat(look(EVE, Set.of(EVE))).containsExactly(new Status(EVE, true, Optional.empty()));
    }

    @Test
    void saysWhoIsOnlineWithoutTimesWhileTheMessageStoreIsAway() {
        people.serveSights();
        assertThat(look(ANN, Set.of(BOB))).containsExactly(new Status(BOB, true, Optional.empty()));
    }

    @Test
    void showsNobodyWhileNobodySaysWhoMayBeSeen() {
        assertThatThrownBy(() -> look(ANN, Set.of(BOB))).isInstanceOfSatisfying(Failure.class, failure -> assertThat(
                        failure.code().retryable())
                .isTrue());
    }

    @Test
    void aThousandMayBeAskedForAndNoMore() {
        people.serveSights();
        Set<UserId> thousand =
                LongStream.rangeClosed(1, 1_000).mapToObj(UserId::new).collect(Collectors.toSet());
        assertThat(look(ANN, thousand))
                .hasSize(1_000)
                .filteredOn(Status::online)
                .hasSize(2);
        Set<UserId> more =
                LongStream.rangeClosed(1, 1_001).mapToObj(UserId::new).collect(Collectors.toSet());
        assertThatThrownBy(() -> look(ANN, more))
                .isInstanceOfSatisfying(
                        Failure.class, failure -> assertThat(failure.code()).isEqualTo(FailureCode.INVALID));
    }

    private List<Status> look(UserId viewer, Set<UserId> users) {
        return await(people.bus.request(PresenceService.LOOK, new Look(viewer, users)))
                .statuses();
    }
}
