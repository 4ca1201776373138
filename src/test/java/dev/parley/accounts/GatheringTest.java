package dev.parley.accounts;

import static org.assertj.core.api.Assertions.assertThat;

import dev.parley.model.Failure;
import dev.parley.model.FailureCode;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** Who goes together. */
class GatheringTest {
    private final Deque<Step> steps = new ArrayDeque<>();
    private final Gathering<Integer, String> gathering = new Gathering<>(this::begin);

    private record Step(List<Integer> asked, Promise<String> done) {}

    @Test
    void whatComesMeanwhileGoesTogether() {
        Future<String> first = gathering.add(1);
        List<Future<String>> more =
                IntStream.of(2, 3, 2).mapToObj(gathering::add).toList();
        assertThat(steps.element().asked()).containsExactly(1);
        assertThat(first.isComplete()).isFalse();
        end("one");
        assertThat(first.result()).isEqualTo("one");
        assertThat(steps.element().asked()).containsExactly(2, 3);
        assertThat(more).noneMatch(Future::isComplete);
        end("two");
        assertThat(more).extracting(Future::result).containsOnly("two");
        assertThat(steps).isEmpty();
    }

    @Test
    void whoAsksForWhatIsUnderWayIsAnsweredByTheNextStep() {
        gathering.add(1);
        Future<String> same = gathering.add(1);
        end("before");
        assertThat(same.isComplete()).isFalse();
        end("after");
        assertThat(same.result()).isEqualTo("after");
    }

    @Test
    void oneStepHasABound() {
        gathering.add(-1);
        IntStream.range(0, 1_000).forEach(gathering::add);
        end("first");
        int some = steps.element().asked().size();
        assertThat(some).isBetween(100, 500);
        end("some");
        assertThat(steps.element().asked()).startsWith(some);
    }

    @Test
    void whoComesWhenTooManyWaitIsRefused() {
        gathering.add(-1);
        List<Future<String>> waiting =
                IntStream.range(0, 20_000).mapToObj(gathering::add).toList();
        Future<String> refused = gathering.add(-2);
        assertThat(waiting).noneMatch(Future::isComplete);
        assertThat(((Failure) refused.cause()).code()).isEqualTo(FailureCode.UNAVAILABLE);
        end("first");
        assertThat(gathering.add(-3).isComplete()).isFalse();
    }

    @Test
    void afterAFailureTheNextGoOn() {
        Future<String> first = gathering.add(1);
        Future<String> second = gathering.add(2);
        steps.remove().done().fail(Failure.of(FailureCode.UNAVAILABLE, "not now"));
        assertThat(first.cause()).isInstanceOf(Failure.class);
        end("done");
        assertThat(second.result()).isEqualTo("done");
    }

    @Test
    void afterAStepThatThrowsTheNextGoOn() {
        AtomicInteger calls = new AtomicInteger();
        Gathering<Integer, String> throwing = new Gathering<>(asked -> {
            if (calls.getAndIncrement() == 0) {
                throw new IllegalStateException("broken");
            }
            return Future.succeededFuture("done");
        });
        assertThat(throwing.add(1).cause()).hasMessage("broken");
        assertThat(throwing.add(2).result()).isEqualTo("done");
    }

    @Test
    void isSafeForManyThreads() throws Exception {
        AtomicInteger underWay = new AtomicInteger();
        AtomicInteger most = new AtomicInteger();
        CountDownLatch answered = new CountDownLatch(20_000);
        ExecutorService threads = Executors.newFixedThreadPool(4);
        Gathering<Integer, String> busy = new Gathering<>(asked -> {
            most.accumulateAndGet(underWay.incrementAndGet(), Math::max);
            Promise<String> done = Promise.promise();
            threads.execute(() -> {
                underWay.decrementAndGet();
                done.complete("done");
            });
            return done.future();
        });
        try {
            IntStream.range(0, 20_000)
                    .forEach(i -> threads.execute(() -> busy.add(i).onSuccess(done -> answered.countDown())));
            assertThat(answered.await(30, TimeUnit.SECONDS)).isTrue();
            assertThat(most).hasValue(1);
        } finally {
            threads.shutdown();
        }
    }

    private Future<String> begin(List<Integer> together) {
        Step step = new Step(together, Promise.promise());
        steps.add(step);
        return step.done().future();
    }

    private void end(String answer) {
        steps.remove().done().complete(answer);
    }
}
