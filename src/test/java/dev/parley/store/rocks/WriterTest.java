package dev.parley.store.rocks;

import static dev.parley.store.StoreUnderTest.await;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.parley.model.Cursor;
import dev.parley.model.Failure;
import dev.parley.model.FailureCode;
import dev.parley.model.MessageId;
import dev.parley.store.AppendOutcome;
import dev.parley.store.AppendOutcome.Stored;
import dev.parley.store.InboxPage;
import dev.parley.store.MessageStores;
import io.vertx.core.Context;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Semaphore;
import java.util.function.LongSupplier;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** The writer's thread, held up or broken through the clock that it reads. */
@Timeout(30)
class WriterTest {
    @TempDir
    private Path folder;

    private final Vertx vertx = Vertx.vertx();
    private volatile LongSupplier clock = () -> Sample.NOW;
    private MessageStores store;

    @BeforeEach
    void open() {
        store = await(RocksStores.open(vertx, folder, Sample.LIFE, () -> clock.getAsLong()));
    }

    @AfterEach
    void close() {
        await(store.close());
        await(vertx.close());
    }

    @Test
    void refusesAtOnceWhenTheQueueIsFullAndStoresWhatItTook() {
        Semaphore held = holdTheWriter();
        List<Future<AppendOutcome>> taken = new ArrayList<>();
        Future<AppendOutcome> last = Sample.append(store, 0);
        for (int i = 1; !last.failed(); i++) {
            taken.add(last);
            last = Sample.append(store, i);
            assertThat(i).isLessThan(100_000);
        }

        assertThat(last.cause()).isInstanceOfSatisfying(Failure.class, failure -> assertThat(failure.code())
                .isEqualTo(FailureCode.UNAVAILABLE));
        held.release(Integer.MAX_VALUE);
        assertThat(taken).allSatisfy(append -> assertThat(await(append)).isEqualTo(new Stored()));
        assertThat(await(Sample.append(store, 99_999))).isEqualTo(new Stored());
    }

    @Test
    void stopsForGoodWhenItBreaks() {
        clock = () -> {
            throw new IllegalStateException("broken");
        };
        assertFailure(Sample.append(store, 1), FailureCode.TIMEOUT);
        clock = () -> Sample.NOW;

        assertFailure(store.check(), FailureCode.UNAVAILABLE);
        assertFailure(Sample.append(store, 2), FailureCode.UNAVAILABLE);
        assertThat(await(store.messages().from(Sample.CHAT, 0, 10))).isEmpty();
    }

    @Test
    void keepsCursorsBelowWhatIsBeingWritten() {
        Semaphore held = holdTheWriter();
        Future<AppendOutcome> append = Sample.append(store, 1);
        long horizon = Sample.NOW + 60_000;
        while (cursor(horizon).safe() >= MessageId.lastBefore(horizon)) {
            assertThat(append.isComplete()).isFalse();
        }

        assertThat(cursor(horizon).safe()).isLessThan(Sample.message(1).id().value());

        held.release(Integer.MAX_VALUE);
        await(append);
        assertThat(cursor(horizon)).isEqualTo(Cursor.at(MessageId.lastBefore(horizon)));
    }

    @Test
    void completesOnTheContextOfTheCaller() {
        Context caller = vertx.getOrCreateContext();

        Future<Context> completedOn = Future.future(promise -> caller.runOnContext(
                begin -> Sample.append(store, 1).onComplete(done -> promise.complete(Vertx.currentContext()))));

        assertThat(await(completedOn)).isSameAs(caller);
    }

    /** The writer reads the clock twice for a group, the second time with its floor published. */
    private Semaphore holdTheWriter() {
        Semaphore readings = new Semaphore(1);
        clock = () -> {
            readings.acquireUninterruptibly();
            return Sample.NOW;
        };
        return readings;
    }

    private Cursor cursor(long horizonMillis) {
        return await(store.messages()
                .inbox(Sample.BOB, Optional.empty(), 1, horizonMillis)
                .map(InboxPage::next));
    }

    private static void assertFailure(Future<?> call, FailureCode code) {
        assertThatThrownBy(() -> await(call))
                .isInstanceOfSatisfying(
                        Failure.class, failure -> assertThat(failure.code()).isEqualTo(code));
    }
}
