package dev.parley.bench;

import static org.assertj.core.api.Assertions.assertThat;

import io.netty.channel.DefaultEventLoop;
import io.netty.channel.EventLoop;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;

class ScheduleTest {
    private static final EventLoop LOOP = new DefaultEventLoop();

    @AfterAll
    static void stop() {
        LOOP.shutdownGracefully(0, 0, TimeUnit.SECONDS).syncUninterruptibly();
    }

    @Test
    void operationsAreDueEvenlyAndDoNotDrift() {
        Schedule schedule = new Schedule(500, 3, 10);

        assertThat(schedule.dueNanos(0)).isEqualTo(500);
        assertThat(schedule.dueNanos(1)).isEqualTo(333_333_833);
        assertThat(schedule.dueNanos(3_000_000)).isEqualTo(500 + TimeUnit.SECONDS.toNanos(1_000_000));
    }

    @Test
    void eachIsBegunOnceInOrderAndNotBeforeItIsDue() {
        Schedule schedule = new Schedule(System.nanoTime(), 2_000, 200);
        List<Long> numbers = new ArrayList<>();
        List<Long> lateness = new ArrayList<>();

        run(schedule, (number, due) -> {
            numbers.add(number);
            lateness.add(System.nanoTime() - due);
        });

        assertThat(numbers).hasSize(200).isSorted().doesNotHaveDuplicates();
        assertThat(lateness).allMatch(late -> late >= 0);
    }

    @Test
    void whatStandsStillIsChargedForAllThatBecameDueMeanwhile() {
        Schedule schedule = new Schedule(System.nanoTime(), 1_000, 100);
        Latencies latencies = new Latencies();
        latencies.record(schedule.startNanos());

        run(schedule, (number, due) -> {
            if (number == 0) {
                standStill(TimeUnit.MILLISECONDS.toNanos(90));
            }
            latencies.now("any", due);
        });

        assertThat(latencies.all().get("any").getTotalCount()).isEqualTo(100);
        assertThat(latencies.all().get("any").getValueAtPercentile(50))
                .isGreaterThan(TimeUnit.MILLISECONDS.toNanos(35));
    }

    @Test
    void onlyWhatIsDueSinceThenIsTimed() {
        Latencies latencies = new Latencies();
        long now = System.nanoTime();
        latencies.now("any", now);
        latencies.record(now);
        latencies.now("any", now - 1);
        latencies.now("any", now);

        assertThat(latencies.all().get("any").getTotalCount()).isEqualTo(1);
    }

    private static void standStill(long nanos) {
        long end = System.nanoTime() + nanos;
        while (System.nanoTime() - end < 0) {
            LockSupport.parkNanos(end - System.nanoTime());
        }
    }

    private static void run(Schedule schedule, Pacer.Action action) {
        Pacer.start(LOOP, schedule, action)
                .done()
                .toCompletionStage()
                .toCompletableFuture()
                .join();
    }
}
