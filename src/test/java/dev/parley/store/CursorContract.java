package dev.parley.store;

import static dev.parley.store.StoreUnderTest.ANN;
import static dev.parley.store.StoreUnderTest.BOB;
import static dev.parley.store.StoreUnderTest.HORIZON_MILLIS;
import static dev.parley.store.StoreUnderTest.await;
import static org.assertj.core.api.Assertions.assertThat;

import dev.parley.model.Cursor;
import dev.parley.model.Message;
import dev.parley.model.MessageId;
import io.vertx.core.Future;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** The cursor never skips, though a smaller id may become visible after a larger one. */
@Timeout(600)
interface CursorContract {
    StoreUnderTest store();

    @Test
    default void findsASmallerIdThatBecameVisibleAfterALargerOne() {
        Message larger = store().stored(0);
        InboxPage first = store().inbox(BOB, Cursor.START, 10);
        assertThat(first.messages()).containsExactly(larger);

        Message smaller = store().stored(-9_000);

        assertThat(store().inbox(BOB, first.next(), 10).messages()).containsExactly(smaller, larger);
    }

    @Test
    default void findsAnEntryThatAppearedBehindARunUnderWay() {
        Message one = store().stored(0);
        Message two = store().stored(1_000);
        InboxPage first = store().inbox(BOB, Cursor.START, 1);
        assertThat(first.messages()).containsExactly(one);

        Message behind = store().stored(-1_000);
        store().pass(HORIZON_MILLIS * 2);
        InboxPage second = store().inbox(BOB, first.next(), 1);
        assertThat(second.messages()).containsExactly(two);
        assertThat(second.more()).isFalse();

        assertThat(store().inbox(BOB, second.next(), 10).messages()).startsWith(behind);
    }

    @Test
    default void doesNotReadTheOldPartAgainWhenALongRunEnds() {
        List<Message> old =
                IntStream.range(0, 5).mapToObj(i -> store().stored(i)).toList();
        store().pass(HORIZON_MILLIS + 10);
        Message fresh = store().stored(0);

        InboxPage oldPart = store().inbox(BOB, Cursor.START, 5);
        InboxPage freshPart = store().inbox(BOB, oldPart.next(), 5);

        assertThat(oldPart.messages()).isEqualTo(old);
        assertThat(freshPart.messages()).containsExactly(fresh);
        assertThat(store().inbox(BOB, freshPart.next(), 10).messages()).containsExactly(fresh);
    }

    @Test
    default void writesNothingAtOrBelowACursorItHasGiven() {
        store().pass(60_000);
        Cursor cursor = store().cursorNow(BOB);

        long justBelow = MessageId.timeMillis(cursor.safe());
        assertThat(store().append(store().message(justBelow, ANN, "below"))).isEqualTo(new AppendOutcome.TooLate());
        assertThat(store().append(store().message(justBelow + 1, ANN, "above"))).isEqualTo(new AppendOutcome.Stored());

        assertThat(store().inbox(BOB, cursor, 10).messages()).hasSize(1);
    }

    @Test
    default void aResendOfAnOldMessageMovesNobodyBack() {
        Message old = store().stored(0);
        store().pass(HORIZON_MILLIS * 100);
        Cursor cursor = store().cursorNow(BOB);

        Future<AppendOutcome> resend = store().port().append(old, List.of(ANN, BOB), store().deadline(old));
        List<InboxPage> pages = new ArrayList<>();
        while (!resend.isComplete()) {
            pages.add(store().inbox(BOB, cursor, 10));
        }

        assertThat(await(resend)).isEqualTo(new AppendOutcome.Stored());
        assertThat(pages).allSatisfy(page -> assertThat(page.messages()).isEmpty());
    }

    @Test
    default void aReaderWithCursorsGetsEveryEntryWhileIdsComeLateAndOutOfOrder() throws Exception {
        for (long seed = 1; seed <= 4; seed++) {
            new LateTraffic(store(), seed, lateMessages()).run();
        }
    }

    /** How many messages each of the late writers writes. */
    default int lateMessages() {
        return 400;
    }

    /** Writers whose ids are late by up to the horizon, a clock that jumps, and one reader that pages. */
    final class LateTraffic {
        private static final int WRITERS = 4;

        private final StoreUnderTest store;
        private final long seed;
        private final int messages;
        private final ExecutorService threads = Executors.newFixedThreadPool(WRITERS);
        private final Set<Long> read = new TreeSet<>();
        private Cursor cursor;

        LateTraffic(StoreUnderTest store, long seed, int messages) {
            this.store = store;
            this.seed = seed;
            this.messages = messages;
            this.cursor = store.cursorNow(BOB);
        }

        void run() throws InterruptedException, ExecutionException {
            List<java.util.concurrent.Future<Set<Long>>> writers = IntStream.range(0, WRITERS)
                    .mapToObj(number -> threads.submit(() -> write(number)))
                    .toList();
            Random random = new Random(-seed);
            while (!writers.stream().allMatch(java.util.concurrent.Future::isDone)) {
                readPage(1 + random.nextInt(20));
            }
            store.pass(HORIZON_MILLIS * 2);
            boolean more = true;
            while (more || cursor.safe() < store.cap()) {
                more = readPage(50);
            }
            Set<Long> stored = new TreeSet<>();
            for (java.util.concurrent.Future<Set<Long>> writer : writers) {
                stored.addAll(writer.get());
            }
            threads.shutdown();
            assertThat(stored).hasSizeGreaterThan(messages);
            assertThat(read).as("seed %d", seed).isEqualTo(stored);
        }

        private Set<Long> write(int number) {
            Random random = new Random(seed * 100 + number);
            Set<Long> stored = new TreeSet<>();
            for (int i = 0; i < messages; i++) {
                long time = store.now() - random.nextLong(HORIZON_MILLIS + 100);
                long id = MessageId.lastBefore(time) + 1 + (long) number * messages + i;
                Message message = store.message(time, ANN, "ref " + seed + " " + number + " " + i);
                store.pass(random.nextInt(20) == 0 ? random.nextInt(2_000) : random.nextInt(20));
                if (store.append(at(id, message)) instanceof AppendOutcome.Stored) {
                    stored.add(id);
                }
            }
            return stored;
        }

        private static Message at(long id, Message m) {
            return new Message(
                    new MessageId(id), m.conversation(), m.from(), m.kind(), m.ref(), m.text(), m.replyTo(), List.of());
        }

        private boolean readPage(int limit) {
            InboxPage page = store.inbox(BOB, cursor, limit);
            page.messages().forEach(message -> read.add(message.id().value()));
            cursor = page.next();
            return page.more();
        }
    }
}
