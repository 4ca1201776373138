package dev.parley.presence;

import static org.assertj.core.api.Assertions.assertThat;

import dev.parley.model.UserId;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class ChangesTest {
    private static final UserId ANN = new UserId(1);
    private static final UserId BOB = new UserId(2);
    private static final Optional<Instant> EARLY = Optional.of(Instant.ofEpochSecond(1));
    private static final Optional<Instant> LATE = Optional.of(Instant.ofEpochSecond(2));

    private final Changes changes = new Changes();

    @Test
    void tellsOfAUserOnceWithWhatCameLast() {
        changes.add(ANN, EARLY);
        changes.add(ANN, LATE);
        assertThat(changes.take(10)).isEqualTo(Map.of(ANN, LATE));
        assertThat(changes.take(10)).isEmpty();
    }

    @Test
    void whoWasToldOfRestsForARound() {
        changes.beginRound();
        changes.add(ANN, EARLY);
        changes.take(10);
        changes.add(ANN, LATE);
        changes.add(BOB, LATE);
        assertThat(changes.take(10)).isEqualTo(Map.of(BOB, LATE));
        changes.beginRound();
        assertThat(changes.take(10)).isEmpty();
        changes.beginRound();
        assertThat(changes.take(10)).isEqualTo(Map.of(ANN, LATE));
    }

    @Test
    void whatIsPutBackYieldsToWhatCameSince() {
        changes.add(ANN, EARLY);
        changes.add(BOB, EARLY);
        Map<UserId, Optional<Instant>> taken = changes.take(10);
        changes.add(ANN, LATE);
        changes.putBack(taken);
        changes.beginRound();
        changes.beginRound();
        assertThat(changes.take(10)).isEqualTo(Map.of(ANN, LATE, BOB, EARLY));
    }

    @Test
    void whoWaitsForLongestIsDroppedWhenThereAreTooMany() {
        for (long user = 1; user <= Changes.MOST + 1; user++) {
            changes.add(new UserId(user), EARLY);
        }
        assertThat(changes.take(Integer.MAX_VALUE)).hasSize(Changes.MOST).doesNotContainKey(ANN);
    }

    @Test
    void takesNoMoreThanAskedFor() {
        changes.add(ANN, EARLY);
        changes.add(BOB, EARLY);
        assertThat(changes.take(1)).containsOnlyKeys(ANN);
        assertThat(changes.take(1)).containsOnlyKeys(BOB);
    }
}
