package dev.parley.node;

import static org.assertj.core.api.Assertions.assertThat;

import dev.parley.bus.Bus;
import dev.parley.bus.Done;
import dev.parley.bus.LimitsService;
import dev.parley.bus.LimitsService.GiveBack;
import dev.parley.bus.LimitsService.Take;
import dev.parley.model.Failure;
import dev.parley.model.FailureCode;
import dev.parley.model.Granted;
import dev.parley.model.RateLimit.Taking;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Limits that two processes keep together, by a clock that the test moves; the cluster counts as presence does. */
class ClusterRateLimitsTest {
    private final Vertx vertx = Vertx.vertx();
    private final Bus bus = new Bus(vertx);
    private final AtomicLong micros = new AtomicLong();
    private final RateLimits here = new ClusterRateLimits(bus, micros::get);
    private final RateLimits there = new ClusterRateLimits(bus, micros::get);
    private final Map<String, Long> freeAt = new HashMap<>();
    private final AtomicInteger asked = new AtomicInteger();
    private Optional<Failure> outage = Optional.empty();

    @AfterEach
    void close() {
        await(vertx.close());
    }

    @Test
    void aloneItAllowsABurstAndThenTheRate() {
        assertThat(taken(here, Limit.SEND, "ann", 150)).isEqualTo(100);
        assertThat(refusal(here, Limit.SEND, "ann").retryAfter()).contains(Duration.ofMillis(50));
        pass(Duration.ofSeconds(1));
        assertThat(taken(here, Limit.SEND, "ann", 150)).isEqualTo(20);
    }

    @Test
    void countsEachKeyAndEachLimitForItself() {
        assertThat(taken(here, Limit.SEND, "ann", 100)).isEqualTo(100);
        assertThat(taken(here, Limit.SEND, "bob", 100)).isEqualTo(100);
        assertThat(taken(here, Limit.SIGN_UP, "ann", 200)).isEqualTo(200);
    }

    @Test
    void refusingCostsNothing() {
        serve();
        taken(here, Limit.LOGIN_NAME, "ann", 1_000);
        pass(Duration.ofMinutes(15));
        assertThat(taken(here, Limit.LOGIN_NAME, "ann", 1_000)).isEqualTo(10);
    }

    @Test
    void processesCountFailedLoginsTogether() {
        serve();
        assertThat(taken(here, Limit.LOGIN_NAME, "ann", 6)).isEqualTo(6);
        assertThat(taken(there, Limit.LOGIN_NAME, "ann", 10)).isEqualTo(4);
        assertThat(refusal(there, Limit.LOGIN_NAME, "ann").retryAfter()).contains(Duration.ofSeconds(90));
        assertThat(refusal(here, Limit.LOGIN_NAME, "ann").code()).isEqualTo(FailureCode.RATE_LIMITED);
    }

    @Test
    void aLoginThatDoesNotCountIsGivenBackToAll() {
        serve();
        taken(here, Limit.LOGIN_NAME, "ann", 10);
        here.giveBack(Limit.LOGIN_NAME, "ann");
        assertThat(taken(there, Limit.LOGIN_NAME, "ann", 10)).isEqualTo(1);
    }

    @Test
    void whatAPersonTypesIsNeverAskedFor() {
        serve();
        for (int i = 0; i < 100; i++) {
            assertThat(taken(here, Limit.SEND, "ann", 1)).isEqualTo(1);
            pass(Duration.ofSeconds(1));
        }
        assertThat(asked).hasValue(0);
    }

    @Test
    void aFastSenderCostsOneQuestionForTwentyMessages() {
        serve();
        assertThat(taken(here, Limit.SEND, "ann", 90)).isEqualTo(90);
        assertThat(asked).hasValue(4);
    }

    @Test
    void aUserOnTwoNodesSendsLittleMoreThanOnOne() {
        serve();
        assertThat(taken(here, Limit.SEND, "ann", 200)).isEqualTo(100);
        assertThat(taken(there, Limit.SEND, "ann", 200)).as("unasked").isEqualTo(10);
        pass(Duration.ofSeconds(10));
        int more = taken(here, Limit.SEND, "ann", 200) + taken(there, Limit.SEND, "ann", 200);
        assertThat(more).isBetween(100, 100 + 3 * 10);
    }

    @Test
    void keepsTheLimitByItselfWhileTheClusterDoesNotAnswer() {
        serve();
        outage = Optional.of(Failure.of(FailureCode.UNAVAILABLE, "Redis is away"));
        assertThat(taken(here, Limit.SEND, "ann", 200)).isEqualTo(100);
        assertThat(asked).as("left alone after the first failure").hasValue(1);
        outage = Optional.empty();
        pass(Duration.ofSeconds(6));
        assertThat(taken(here, Limit.SEND, "ann", 60)).isEqualTo(60);
        assertThat(asked).hasValueGreaterThan(1);
    }

    @Test
    void allowsEverythingWhenLimitsAreOff() {
        assertThat(taken(RateLimits.none(), Limit.SEND, "ann", 1_000)).isEqualTo(1_000);
    }

    private void serve() {
        await(bus.serve(LimitsService.TAKE, this::count));
        await(bus.serve(LimitsService.GIVE_BACK, this::uncount));
    }

    private Future<Granted> count(Take take) {
        asked.incrementAndGet();
        if (outage.isPresent()) {
            return Future.failedFuture(outage.get());
        }
        Taking taking = take.limit().take(known(take.key()), micros.get(), take.wanted());
        freeAt.put(take.key(), taking.freeAt());
        return Future.succeededFuture(taking.granted());
    }

    private Future<Done> uncount(GiveBack back) {
        freeAt.put(back.key(), back.limit().giveBack(known(back.key()), back.count()));
        return Future.succeededFuture(Done.DONE);
    }

    private long known(String key) {
        return freeAt.getOrDefault(key, Long.MIN_VALUE);
    }

    /** How many of so many tries are allowed. */
    private static int taken(RateLimits limits, Limit limit, String key, int tries) {
        int count = 0;
        for (int i = 0; i < tries; i++) {
            count += await(limits.take(limit, key).map(1).otherwise(0));
        }
        return count;
    }

    private static Failure refusal(RateLimits limits, Limit limit, String key) {
        return await(limits.take(limit, key)
                .map(Failure.of(FailureCode.INTERNAL, "not refused"))
                .otherwise(Failure.class::cast));
    }

    private void pass(Duration time) {
        micros.addAndGet(time.toNanos() / 1_000);
    }

    private static <T> T await(Future<T> future) {
        return future.toCompletionStage()
                .toCompletableFuture()
                .orTimeout(20, TimeUnit.SECONDS)
                .join();
    }
}
