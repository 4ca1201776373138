package dev.parley.model;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicLong;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class HybridClockTest {
    private static final long NOW = 1_800_000_000_000L;
    private static final int SEQUENCES = 1 << MessageId.SEQUENCE_BITS;

    private final AtomicLong wall = new AtomicLong(NOW);
    private final HybridClock clock = new HybridClock(wall::get);

    /** A node with a wall clock of its own, that steps either way. */
    private static final class Member {
        private final AtomicLong wall;
        private final HybridClock clock;
        private final NodeNumber number;
        private final List<MessageId> made = new ArrayList<>();

        Member(int number, long wallMillis) {
            this.wall = new AtomicLong(wallMillis);
            this.clock = new HybridClock(wall::get);
            this.number = new NodeNumber(number);
        }

        MessageId next() {
            MessageId id = clock.next(number);
            made.add(id);
            return id;
        }
    }

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3, 5, 8, 13, 21, 34, 55, 89})
    void idsOfNodesWhoseClocksStepAreUniqueMonotonicAndCausal(long seed) {
        Random random = new Random(seed);
        List<Member> nodes = IntStream.range(0, 5)
                .mapToObj(i -> new Member(i * 1_000, NOW + random.nextInt(10_001) - 5_000))
                .toList();
        Set<MessageId> all = new HashSet<>();
        for (int step = 0; step < 20_000; step++) {
            Member sender = nodes.get(random.nextInt(nodes.size()));
            Member reader = nodes.get(random.nextInt(nodes.size()));
            sender.wall.addAndGet(stepOf(random));
            MessageId sent = sender.next();
            reader.clock.observe(sent);
            MessageId answer = reader.next();
            assertThat(answer).as("seed %d, step %d", seed, step).isGreaterThan(sent);
            assertThat(all.add(sent) && all.add(answer))
                    .as("seed %d, step %d", seed, step)
                    .isTrue();
        }
        nodes.forEach(node -> assertThat(node.made).isSorted());
    }

    /** Mostly still or a millisecond on, now and then seconds in either direction. */
    private static long stepOf(Random random) {
        return random.nextInt(100) == 0 ? random.nextInt(10_001) - 5_000 : random.nextInt(2);
    }

    @Test
    void anIdCarriesTheWallClockAndTheNode() {
        MessageId id = clock.next(new NodeNumber(77));
        assertThat(id.at().toEpochMilli()).isEqualTo(NOW);
        assertThat(id.value() & 4095).isEqualTo(77);
    }

    @Test
    void aFullSequenceCarriesIntoTheNextMillisecond() {
        MessageId first = clock.next(new NodeNumber(4095));
        MessageId last = first;
        for (int i = 0; i < SEQUENCES; i++) {
            MessageId next = clock.next(new NodeNumber(4095));
            assertThat(next).isGreaterThan(last);
            last = next;
        }
        assertThat(last.at()).isEqualTo(first.at().plusMillis(1));
        assertThat(last.value() - first.value()).isEqualTo(1L << 22);
    }

    @Test
    void aClockSetBackNeverMakesASmallerId() {
        MessageId before = clock.next(new NodeNumber(1));
        wall.addAndGet(-3_600_000);
        assertThat(clock.next(new NodeNumber(0))).isGreaterThan(before);
        assertThat(clock.millis()).isEqualTo(NOW);
    }

    @Test
    void whatFollowsAnObservedIdSortsAfterItWhateverTheNodes() {
        MessageId seen = new HybridClock(() -> NOW + 5_000).next(new NodeNumber(4095));
        clock.observe(seen);
        assertThat(clock.next(new NodeNumber(0))).isGreaterThan(seen);
    }

    @Test
    void anObservedIdOfThePastChangesNothing() {
        clock.observe(new HybridClock(() -> NOW - 5_000).next(new NodeNumber(1)));
        assertThat(clock.next(new NodeNumber(1)).at().toEpochMilli()).isEqualTo(NOW);
    }

    @Test
    void movesUpToATimeButNeverBack() {
        clock.observe(NOW + 2_000);
        clock.observe(NOW - 2_000);
        assertThat(clock.millis()).isEqualTo(NOW + 2_000);
        assertThat(clock.next(new NodeNumber(1)).at().toEpochMilli()).isEqualTo(NOW + 2_000);
    }

    @Test
    void aWallClockBeforeTheEpochStillMakesIds() {
        wall.set(0);
        assertThat(clock.next(new NodeNumber(0))).isLessThan(clock.next(new NodeNumber(0)));
    }

    @Test
    void threadsNeverShareAnId() {
        Set<MessageId> ids = ConcurrentHashMap.newKeySet();
        List<CompletableFuture<Void>> threads = IntStream.range(0, 4)
                .mapToObj(thread -> CompletableFuture.runAsync(() -> {
                    for (int i = 0; i < 20_000; i++) {
                        ids.add(clock.next(new NodeNumber(3)));
                    }
                }))
                .toList();
        threads.forEach(CompletableFuture::join);
        assertThat(ids).hasSize(80_000);
    }
}
