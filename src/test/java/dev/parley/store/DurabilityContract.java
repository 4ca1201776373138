package dev.parley.store;

import static dev.parley.store.StoreUnderTest.ANN;
import static dev.parley.store.StoreUnderTest.BOB;
import static dev.parley.store.StoreUnderTest.CHAT;
import static dev.parley.store.StoreUnderTest.await;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.parley.model.Cursor;
import dev.parley.model.Failure;
import dev.parley.model.FailureCode;
import dev.parley.model.Message;
import io.vertx.core.Future;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** What stays when a store is closed and opened again. */
interface DurabilityContract {
    StoreUnderTest store();

    @Test
    default void findsEverythingAgainAfterItWasClosed() {
        Message one = store().stored(0);
        Message two = store().stored(1);

        store().reopen();

        assertThat(store().log(CHAT)).containsExactly(one, two);
        assertThat(store().inbox(BOB, Cursor.START, 10).messages()).containsExactly(one, two);
        assertThat(await(store().port().conversations(ANN, Long.MAX_VALUE, 10))).containsExactly(two);
        assertThat(store().append(store().message(store().now() + 5, ANN, one.ref())))
                .isEqualTo(new AppendOutcome.Known(one.id(), CHAT));
    }

    @Test
    default void knowsTheHighestIdThatWasEverStored() {
        assertThat(await(store().port().highest())).isEmpty();
        Message highest = store().stored(5);
        store().stored(0);
        assertThat(await(store().port().highest())).contains(highest.id());

        store().reopen();

        assertThat(await(store().port().highest())).contains(highest.id());
    }

    @Test
    default void finishesWhatWasBegunBeforeItCloses() {
        List<Future<AppendOutcome>> begun = IntStream.range(0, 500)
                .mapToObj(i -> store().message(store().now() + i, ANN, "ref " + i))
                .map(message -> store().port().append(message, List.of(ANN, BOB), store().deadline(message)))
                .toList();

        store().reopen();

        assertThat(begun).allSatisfy(append -> assertThat(await(append)).isEqualTo(new AppendOutcome.Stored()));
        assertThat(store().log(CHAT)).hasSize(500);
    }

    @Test
    default void refusesCallsOnceItIsClosed() {
        Message message = store().stored(0);
        MessageStores closed = store().stores();
        store().reopen();

        assertUnavailable(closed.messages().append(message, List.of(ANN), store().deadline(message)));
        assertUnavailable(closed.messages().from(CHAT, 0, 1));
        assertUnavailable(closed.check());
    }

    @Test
    default void saysThatItCanBeUsed() {
        assertThatCode(() -> await(store().stores().check())).doesNotThrowAnyException();
    }

    private static void assertUnavailable(Future<?> call) {
        assertThatThrownBy(() -> await(call))
                .isInstanceOfSatisfying(
                        Failure.class, failure -> assertThat(failure.code()).isEqualTo(FailureCode.UNAVAILABLE));
    }
}
