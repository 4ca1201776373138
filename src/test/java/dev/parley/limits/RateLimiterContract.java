package dev.parley.limits;

import static org.assertj.core.api.Assertions.assertThat;

import dev.parley.model.Granted;
import dev.parley.model.RateLimit;
import io.vertx.core.Future;
import java.time.Duration;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** What every rate limiter does. Two openings of the same counters stand for two presence nodes. */
public interface RateLimiterContract {
    RateLimit SLOW = new RateLimit(10, Duration.ofMinutes(5));

    /** The counters as one presence node sees them. */
    RateLimiter here();

    /** The same counters as another one sees them. */
    RateLimiter there();

    @Test
    default void grantsABurstAndThenSaysHowLongToWait() {
        String key = newKey();
        assertThat(await(here().take(key, SLOW, 10))).isEqualTo(new Granted(10, Duration.ZERO));
        Granted none = await(here().take(key, SLOW, 1));
        assertThat(none.count()).isZero();
        assertThat(none.nextIn()).isBetween(Duration.ofMinutes(4), SLOW.interval());
    }

    @Test
    default void grantsWhatIsLeftOfWhatIsWanted() {
        String key = newKey();
        await(here().take(key, SLOW, 7));
        Granted rest = await(here().take(key, SLOW, 7));
        assertThat(rest.count()).isEqualTo(3);
        assertThat(rest.nextIn()).isBetween(Duration.ofMinutes(4), SLOW.interval());
    }

    @Test
    default void countsForAllWhoAskForOneKeyAndEachKeyForItself() {
        String key = newKey();
        await(here().take(key, SLOW, 6));
        assertThat(await(there().take(key, SLOW, 6)).count()).isEqualTo(4);
        assertThat(await(there().take(newKey(), SLOW, 6)).count()).isEqualTo(6);
    }

    @Test
    default void grantsNoMoreThanTheLimitToManyAtOnce() {
        String key = newKey();
        List<Future<Granted>> answers = IntStream.range(0, 30)
                .mapToObj(i -> (i % 2 == 0 ? here() : there()).take(key, SLOW, 1))
                .toList();
        assertThat(answers.stream().mapToInt(answer -> await(answer).count()).sum())
                .isEqualTo(10);
    }

    @Test
    default void givesBackWhatWasTaken() {
        String key = newKey();
        await(here().take(key, SLOW, 10));
        await(there().giveBack(key, SLOW, 4));
        assertThat(await(here().take(key, SLOW, 10)).count()).isEqualTo(4);
    }

    @Test
    default void givingBackMoreThanWasTakenLeavesNoMoreThanTheLimit() {
        String key = newKey();
        await(here().giveBack(key, SLOW, 5));
        await(here().take(key, SLOW, 1));
        await(here().giveBack(key, SLOW, 5));
        assertThat(await(here().take(key, SLOW, 20)).count()).isEqualTo(10);
    }

    @Test
    default void grantsMoreAsTimePasses() {
        String key = newKey();
        RateLimit quick = new RateLimit(3, Duration.ofMillis(200));
        long began = System.nanoTime();
        assertThat(await(here().take(key, quick, 3)).count()).isEqualTo(3);
        int granted = 3;
        while (granted < 8) {
            granted += await(there().take(key, quick, 1)).count();
            assertThat(Duration.ofNanos(System.nanoTime() - began)).isLessThan(Duration.ofSeconds(20));
            LockSupport.parkNanos(5_000_000);
        }
        assertThat(Duration.ofNanos(System.nanoTime() - began)).isGreaterThanOrEqualTo(Duration.ofMillis(5 * 200 - 5));
    }

    static String newKey() {
        return "key } { " + UUID.randomUUID();
    }

    static <T> T await(Future<T> future) {
        return future.timeout(20, TimeUnit.SECONDS).await();
    }
}
