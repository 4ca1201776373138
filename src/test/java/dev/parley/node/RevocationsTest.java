package dev.parley.node;

import static org.assertj.core.api.Assertions.assertThat;

import dev.parley.bus.AccountsService;
import dev.parley.bus.AccountsService.Revocation;
import dev.parley.bus.AccountsService.Revoked;
import dev.parley.bus.Bus;
import dev.parley.model.DeviceId;
import dev.parley.model.Failure;
import dev.parley.model.FailureCode;
import dev.parley.model.UserId;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

final class RevocationsTest {
    private static final Instant NOW = Instant.parse("2026-01-01T12:00:00Z");
    private static final TestKey KEY = TestKey.named("one");

    private final Vertx vertx = Vertx.vertx();
    private final Bus bus = new Bus(vertx);
    private final FakeAccounts accounts = new FakeAccounts();
    private final AtomicReference<Instant> now = new AtomicReference<>(NOW);
    private final BlockingQueue<Revocation> told = new LinkedBlockingQueue<>();
    private final JwtTokenVerifier verifier = verifier(Duration.ofMillis(100));

    @BeforeEach
    void serve() throws Exception {
        accounts.keys.add(KEY.publicJwk());
        await(accounts.serve(bus));
    }

    @AfterEach
    void close() throws Exception {
        await(vertx.close());
    }

    @Test
    void refusesWhatWasRevokedBeforeItStarted() throws Exception {
        accounts.revocations.add(revocation("sign-in", NOW.minusSeconds(60)));
        await(verifier.start());
        assertThat(isRefused("sign-in")).isTrue();
        assertThat(isRefused("another")).isFalse();
    }

    @Test
    void learnsOfMoreRevocationsThanOneAnswerHolds() throws Exception {
        int count = 2 * AccountsService.REVOKED_PAGE + 500;
        for (int i = 0; i < count; i++) {
            accounts.revocations.add(revocation("sign-in " + i, NOW.minusMillis(i)));
        }
        await(verifier.start());
        assertThat(told).hasSize(count);
        assertThat(isRefused("sign-in 0")).isTrue();
        assertThat(isRefused("sign-in " + (count - 1))).isTrue();
    }

    @Test
    void refusesWhatTheBusTellsAtOnceAndTellsTheListenerOnce() throws Exception {
        await(verifier.start());
        Revocation revocation = revocation("sign-in", NOW);
        bus.publish(AccountsService.REVOKED, new Revoked(List.of(revocation)));
        assertThat(told.poll(5, TimeUnit.SECONDS)).isEqualTo(revocation);
        assertThat(isRefused("sign-in")).isTrue();
        bus.publish(AccountsService.REVOKED, new Revoked(List.of(revocation, revocation("next", NOW))));
        assertThat(told.poll(5, TimeUnit.SECONDS).signIn()).isEqualTo("next");
    }

    @Test
    void refusesWithinTenSecondsWhatTheBusLost() throws Exception {
        JwtTokenVerifier asConfigured = new JwtTokenVerifier(vertx, bus, now::get, told::add);
        await(asConfigured.start());
        accounts.revocations.add(revocation("sign-in", NOW));
        assertThat(told.poll(10, TimeUnit.SECONDS)).isNotNull();
    }

    @Test
    void asksNoMoreOnceStopped() throws Exception {
        await(verifier.start());
        await(verifier.stop());
        int asked = accounts.revocationQuestions.get();
        bus.publish(AccountsService.REVOKED, new Revoked(List.of(revocation("sign-in", NOW))));
        accounts.revocations.add(revocation("sign-in", NOW));
        assertThat(told.poll(500, TimeUnit.MILLISECONDS)).isNull();
        assertThat(accounts.revocationQuestions).hasValueLessThanOrEqualTo(asked + 1);
    }

    @Test
    void forgetsASignInWhoseTokensHaveAllExpired() throws Exception {
        accounts.revocations.add(revocation("old", NOW));
        await(verifier.start());
        assertThat(isRefused("old")).isTrue();
        now.set(NOW.plus(Duration.ofMinutes(17)));
        accounts.revocations.add(revocation("new", now.get()));
        assertThat(told.poll(5, TimeUnit.SECONDS).signIn()).isEqualTo("old");
        assertThat(told.poll(10, TimeUnit.SECONDS).signIn()).isEqualTo("new");
        assertThat(isRefused("old")).isFalse();
    }

    private JwtTokenVerifier verifier(Duration pause) {
        Revocations revocations = new Revocations(vertx, bus, now::get, pause, told::add);
        return new JwtTokenVerifier(new VerifyingKeys(vertx, bus, now::get), revocations, now::get);
    }

    private boolean isRefused(String signIn) throws Exception {
        String token = KEY.sign(TestKey.claims(now.get().plusSeconds(600)).put("sid", signIn));
        return await(verifier.verify(token)
                .map(false)
                .recover(cause -> cause instanceof Failure failure && failure.code() == FailureCode.UNAUTHENTICATED
                        ? Future.succeededFuture(true)
                        : Future.failedFuture(cause)));
    }

    private static Revocation revocation(String signIn, Instant at) {
        return new Revocation(signIn, new UserId(7), new DeviceId(8), at);
    }

    private static <T> T await(Future<T> future) throws Exception {
        return future.toCompletionStage().toCompletableFuture().get(10, TimeUnit.SECONDS);
    }
}
