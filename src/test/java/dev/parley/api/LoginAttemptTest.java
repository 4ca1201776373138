package dev.parley.api;

import static org.assertj.core.api.Assertions.assertThat;

import dev.parley.bus.Bus;
import dev.parley.listen.Networks;
import dev.parley.model.Failure;
import dev.parley.model.FailureCode;
import dev.parley.node.Limit;
import dev.parley.node.RateLimits;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Supplier;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Which logins count, and for whom. */
class LoginAttemptTest {
    private final Vertx vertx = Vertx.vertx();
    private final RateLimits limits = RateLimits.kept(new Bus(vertx));

    @AfterEach
    void close() {
        ApiFixture.await(vertx.close());
    }

    @Test
    void refusesLoginsAfterTenFailuresForANameFromOneAddress() {
        for (int i = 0; i < 10; i++) {
            assertThat(outcome("ann", "home")).isEqualTo(FailureCode.BAD_CREDENTIALS);
        }
        assertThat(refusal("ann", "home").retryAfter())
                .hasValueSatisfying(wait -> assertThat(wait).isBetween(Duration.ofSeconds(60), Duration.ofSeconds(90)));
        assertThat(outcome("ann", "elsewhere")).isEqualTo(FailureCode.BAD_CREDENTIALS);
        assertThat(outcome("bob", "home")).isEqualTo(FailureCode.BAD_CREDENTIALS);
    }

    @Test
    void whoGoesOnGuessingWaitsLongerAndLonger() {
        for (int i = 0; i < 30; i++) {
            ApiFixture.await(limits.take(Limit.LOGIN_NAME_LONG, "home ann"));
        }
        assertThat(refusal("ann", "home").retryAfter())
                .hasValueSatisfying(wait -> assertThat(wait).isBetween(Duration.ofMinutes(14), Duration.ofMinutes(15)));
        limits.giveBack(Limit.LOGIN_NAME_LONG, "home ann");
        assertThat(outcome("ann", "home")).isEqualTo(FailureCode.BAD_CREDENTIALS);
    }

    @Test
    void refusesLoginsAfterFiftyFailuresFromOneAddress() {
        for (int i = 0; i < 50; i++) {
            outcome("user" + i, "home");
        }
        assertThat(refusal("ann", "home").code()).isEqualTo(FailureCode.RATE_LIMITED);
        assertThat(ApiFixture.await(attempt("ann", "elsewhere", () -> Future.succeededFuture("in"))))
                .isEqualTo("in");
    }

    @Test
    void doesNotCountLoginsThatSucceedOrWhoseOutcomeIsUnknown() {
        for (int i = 0; i < 300; i++) {
            assertThat(ApiFixture.await(attempt("ann", "home", () -> Future.succeededFuture("in"))))
                    .isEqualTo("in");
            Failure unknown = Failure.of(FailureCode.TIMEOUT, "no answer");
            assertThat(failure(attempt("ann", "home", () -> Future.failedFuture(unknown))))
                    .isSameAs(unknown);
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
        Instant limit = Instant.now().plusSeconds(20);
        while (started.get() < 10) {
            assertThat(Instant.now()).isBefore(limit);
            Thread.onSpinWait();
        }
        assertThat(refusal("ann", "home").code()).isEqualTo(FailureCode.RATE_LIMITED);
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

    private FailureCode outcome(String name, String network) {
        return failure(attempt(name, network, this::guess)).code();
    }

    private Failure refusal(String name, String network) {
        return failure(attempt(name, network, () -> Future.succeededFuture("in")));
    }

    private static Failure failure(Future<String> attempt) {
        return ApiFixture.await(attempt.map(in -> Failure.of(FailureCode.INTERNAL, "not refused"))
                .otherwise(Failure.class::cast));
    }

    private Future<String> guess() {
        return Future.failedFuture(Failure.of(FailureCode.BAD_CREDENTIALS, "wrong"));
    }
}
