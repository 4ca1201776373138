package dev.parley.api;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.parley.model.Failure;
import dev.parley.model.FailureCode;
import io.vertx.core.Future;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Supplier;
import org.junit.jupiter.api.Test;

/** Token buckets, by a clock that the test moves. */
class RateLimitsTest {
    private final AtomicLong nanos = new AtomicLong();
    private final RateLimits limits = new RateLimits(true, nanos::get);

    @Test
    void allowsABurstAndThenTheRate() {
        take(Limit.SEND, "ann", 100);
        assertThat(refusal(Limit.SEND, "ann").retryAfter()).isEqualTo(Optional.of(Duration.ofMillis(50)));

        nanos.addAndGet(Duration.ofSeconds(1).toNanos());
        take(Limit.SEND, "ann", 20);
        assertThat(refusal(Limit.SEND, "ann").code()).isEqualTo(FailureCode.RATE_LIMITED);
    }

    @Test
    void countsEachKeyForItself() {
        take(Limit.SEND, "ann", 100);
        take(Limit.SEND, "bob", 100);
        take(Limit.SIGN_UP, "ann", 200);
    }

    @Test
    void refusingCostsNothing() {
        take(Limit.LOGIN_NAME, "ann", 10);
        for (int i = 0; i < 1_000; i++) {
            refusal(Limit.LOGIN_NAME, "ann");
        }
        nanos.addAndGet(Duration.ofMinutes(15).toNanos());
        take(Limit.LOGIN_NAME, "ann", 10);
    }

    @Test
    void countsNothingWhenLimitsAreOff() {
        RateLimits off = new RateLimits(false, nanos::get);
        for (int i = 0; i < 1_000; i++) {
            off.take(Limit.SIGN_UP, "here");
        }
    }

    @Test
    void refusesLoginsAfterTenFailuresForANameFromOneAddress() {
        for (int i = 0; i < 10; i++) {
            assertThat(attempt("ann", "home", this::guess).failed()).isTrue();
        }
        assertThatThrownBy(() -> attempt("ann", "home", this::guess))
                .isInstanceOfSatisfying(Failure.class, failure -> assertThat(failure.retryAfter())
                        .contains(Duration.ofSeconds(90)));
        assertThat(attempt("ann", "elsewhere", this::guess).failed()).isTrue();
        assertThat(attempt("bob", "home", this::guess).failed()).isTrue();
    }

    @Test
    void refusesLoginsAfterFiftyFailuresFromOneAddress() {
        for (int i = 0; i < 50; i++) {
            attempt("user" + i, "home", this::guess);
        }
        assertThatThrownBy(() -> attempt("ann", "home", this::guess)).isInstanceOf(Failure.class);
        assertThat(attempt("ann", "elsewhere", () -> Future.succeededFuture("in"))
                        .result())
                .isEqualTo("in");
    }

    @Test
    void doesNotCountLoginsThatSucceedOrWhoseOutcomeIsUnknown() {
        for (int i = 0; i < 1_000; i++) {
            attempt("ann", "home", () -> Future.succeededFuture("in"));
            attempt("ann", "home", () -> Future.failedFuture(Failure.of(FailureCode.TIMEOUT, "no answer")));
        }
    }

    @Test
    void countsLoginsThatAreStillUnderWay() {
        AtomicInteger started = new AtomicInteger();
        for (int i = 0; i < 10; i++) {
            attempt("ann", "home", () -> {
                started.incrementAndGet();
                return Future.future(never -> {});
            });
        }
        assertThat(started).hasValue(10);
        assertThatThrownBy(() -> attempt("ann", "home", this::guess)).isInstanceOf(Failure.class);
    }

    @Test
    void takesAnIpv6NetworkAsOneAddress() {
        assertThat(Networks.of("2001:db8:1:2:3:4:5:6")).isEqualTo(Networks.of("2001:db8:1:2::1"));
        assertThat(Networks.of("2001:db8:1:3::1")).isNotEqualTo(Networks.of("2001:db8:1:2::1"));
        assertThat(Networks.of("127.0.0.1")).isEqualTo("127.0.0.1");
    }

    private <T> Future<T> attempt(String name, String network, Supplier<Future<T>> logIn) {
        return new LoginAttempt(limits, name, network).run(logIn);
    }

    private Future<String> guess() {
        return Future.failedFuture(Failure.of(FailureCode.BAD_CREDENTIALS, "wrong"));
    }

    private void take(Limit limit, String key, int times) {
        for (int i = 0; i < times; i++) {
            limits.take(limit, key);
        }
    }

    private Failure refusal(Limit limit, String key) {
        try {
            limits.take(limit, key);
        } catch (Failure refused) {
            return refused;
        }
        throw new AssertionError("not refused");
    }
}
