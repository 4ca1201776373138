package dev.parley.store;

import static dev.parley.store.StoreUnderTest.ANN;
import static dev.parley.store.StoreUnderTest.BOB;
import static dev.parley.store.StoreUnderTest.EVE;
import static dev.parley.store.StoreUnderTest.await;
import static org.assertj.core.api.Assertions.assertThat;

import dev.parley.model.UserId;
import java.time.Instant;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;

/** When users were last active. */
interface LastActiveContract {
    Instant NOON = Instant.parse("2026-11-21T12:00:00.123Z");

    StoreUnderTest store();

    @Test
    default void keepsTheLatestTime() {
        await(store().marks().active(Map.of(ANN, NOON, BOB, NOON.plusMillis(1))));
        await(store().marks().active(Map.of(ANN, NOON.minusMillis(1), BOB, NOON.plusSeconds(60))));
        await(store().marks().active(Map.of()));

        assertThat(await(store().marks().lastActive(Set.of(ANN, BOB, EVE))))
                .isEqualTo(Map.of(ANN, NOON, BOB, NOON.plusSeconds(60)));

        store().reopen();
        assertThat(await(store().marks().lastActive(Set.of(BOB)))).isEqualTo(Map.of(BOB, NOON.plusSeconds(60)));
    }

    @Test
    default void takesAndTellsManyAtOnce() {
        Map<UserId, Instant> seen =
                LongStream.rangeClosed(1, 1_000).boxed().collect(Collectors.toMap(UserId::new, NOON::plusMillis));

        await(store().marks().active(seen));

        assertThat(await(store().marks().lastActive(seen.keySet()))).isEqualTo(seen);
    }
}
