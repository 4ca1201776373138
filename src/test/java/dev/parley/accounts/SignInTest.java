package dev.parley.accounts;

import static dev.parley.accounts.TestAccounts.PASSWORD;
import static dev.parley.accounts.TestAccounts.logIn;
import static dev.parley.accounts.TestPeople.await;
import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assertions.assertTimeoutPreemptively;

import dev.parley.bus.AccessTokens;
import dev.parley.bus.AccountsService;
import dev.parley.bus.AccountsService.Device;
import dev.parley.bus.AccountsService.OfUser;
import dev.parley.bus.AccountsService.Profile;
import dev.parley.bus.AccountsService.Refresh;
import dev.parley.bus.AccountsService.Revocation;
import dev.parley.bus.AccountsService.Revoke;
import dev.parley.bus.AccountsService.Revoked;
import dev.parley.bus.AccountsService.RevokedSince;
import dev.parley.bus.AccountsService.SignedIn;
import dev.parley.config.Settings.Argon2Cost;
import dev.parley.model.DeviceId;
import dev.parley.model.Failure;
import dev.parley.model.FailureCode;
import io.vertx.core.Future;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Devices, their tokens and how they end, over the bus. */
final class SignInTest {
    private static TestAccounts accounts;
    private static final BlockingQueue<Revocation> NEWS = new LinkedBlockingQueue<>();

    @BeforeAll
    static void start(@TempDir Path folder) throws Exception {
        accounts = new TestAccounts(folder);
        await(accounts.bus.subscribe(AccountsService.REVOKED, news -> NEWS.addAll(news.revocations())));
    }

    @AfterAll
    static void stop() throws Exception {
        accounts.close();
    }

    @BeforeEach
    void forgetNews() {
        NEWS.clear();
    }

    @Test
    void signsADeviceIn() throws Exception {
        Profile user = accounts.signUp();
        SignedIn device = accounts.logIn(user);
        assertThat(device.user()).isEqualTo(user);
        assertThat(device.accessTokenExpiresAt()).isEqualTo(now().plus(AccessTokens.LIFETIME));
        assertThat(devices(user)).containsExactly(new Device(device.device(), "phone", "android", now(), now()));
    }

    @Test
    void givesTheSameAnswerToAnUnknownUserAndAWrongPassword() throws Exception {
        Profile user = accounts.signUp();
        Failure wrong = badLogIn(user.username(), "not the password");
        Failure unknown = badLogIn("no_such_user", PASSWORD);
        assertThat(wrong.code()).isEqualTo(FailureCode.BAD_CREDENTIALS);
        assertThat(unknown).usingRecursiveComparison().isEqualTo(wrong);
        assertThat(badLogIn("", "").code()).isEqualTo(FailureCode.BAD_CREDENTIALS);
        assertThat(badLogIn(user.username().toUpperCase(Locale.ROOT), PASSWORD).code())
                .isEqualTo(FailureCode.BAD_CREDENTIALS);
    }

    @Test
    void rotatesTheRefreshToken() throws Exception {
        SignedIn first = accounts.logIn(accounts.signUp());
        accounts.now.updateAndGet(now -> now.plusSeconds(600));
        SignedIn second = accounts.refresh(first);
        assertThat(second.refreshToken()).isNotEqualTo(first.refreshToken());
        assertThat(second.accessTokenExpiresAt()).isEqualTo(now().plus(AccessTokens.LIFETIME));
        assertThat(devices(first.user())).extracting(Device::lastSeenAt).containsExactly(now());
        assertThat(accounts.refresh(second).device()).isEqualTo(first.device());
        assertThat(NEWS).isEmpty();
    }

    @Test
    void endsTheSignInWhoseRefreshTokenIsUsedTwice() throws Exception {
        SignedIn first = accounts.logIn(accounts.signUp());
        SignedIn second = accounts.refresh(first);
        assertThat(refusedRefresh(first)).isEqualTo(FailureCode.TOKEN_REUSED);
        assertThat(NEWS.poll(5, TimeUnit.SECONDS).device()).isEqualTo(first.device());
        assertThat(refusedRefresh(second)).isEqualTo(FailureCode.UNAUTHENTICATED);
        assertThat(refusedRefresh(first)).isEqualTo(FailureCode.UNAUTHENTICATED);
        assertThat(devices(first.user())).isEmpty();
    }

    @Test
    void refreshesOnceForManyAtOnce() throws Exception {
        SignedIn device = accounts.logIn(accounts.signUp());
        Refresh refresh = new Refresh(device.refreshToken());
        List<Future<Object>> outcomes = IntStream.range(0, 10)
                .mapToObj(i -> accounts.bus
                        .request(AccountsService.REFRESH, refresh)
                        .map(Object.class::cast)
                        .otherwise(cause -> ((Failure) cause).code()))
                .toList();
        List<Object> all = await(Future.all(outcomes)).list();
        assertThat(all).filteredOn(SignedIn.class::isInstance).hasSize(1);
        assertThat(all)
                .filteredOn(FailureCode.class::isInstance)
                .contains(FailureCode.TOKEN_REUSED)
                .isSubsetOf(FailureCode.TOKEN_REUSED, FailureCode.UNAUTHENTICATED);
        assertThat(NEWS.poll(5, TimeUnit.SECONDS).device()).isEqualTo(device.device());
        assertThat(NEWS).isEmpty();
    }

    @Test
    void signsOutADeviceAndTellsEveryNode() throws Exception {
        SignedIn device = accounts.logIn(accounts.signUp());
        SignedIn other = accounts.logIn(device.user());
        Revoke revoke = new Revoke(device.user().id(), device.device());
        accounts.ask(AccountsService.REVOKE, revoke);
        Revocation told = NEWS.poll(5, TimeUnit.SECONDS);
        assertThat(told.device()).isEqualTo(device.device());
        assertThat(told.at()).isEqualTo(now());
        assertThat(refusedRefresh(device)).isEqualTo(FailureCode.UNAUTHENTICATED);
        assertThat(accounts.refusal(AccountsService.REVOKE, revoke).code()).isEqualTo(FailureCode.NOT_FOUND);
        assertThat(devices(device.user())).extracting(Device::id).containsExactly(other.device());
        assertThat(accounts.refresh(other).device()).isEqualTo(other.device());
    }

    @Test
    void listsRevocationsEvenAfterARestart() throws Exception {
        SignedIn device = accounts.logIn(accounts.signUp());
        accounts.ask(AccountsService.REVOKE, new Revoke(device.user().id(), device.device()));
        accounts.restart(TestAccounts.CHEAP);
        Revoked revoked = accounts.ask(AccountsService.REVOKED_SINCE, new RevokedSince(now()));
        assertThat(revoked.revocations()).extracting(Revocation::device).contains(device.device());
    }

    @Test
    void signsOutNobodyElsesDevice() throws Exception {
        SignedIn theirs = accounts.logIn(accounts.signUp());
        Revoke revoke = new Revoke(accounts.signUp().id(), theirs.device());
        assertThat(accounts.refusal(AccountsService.REVOKE, revoke).code()).isEqualTo(FailureCode.NOT_FOUND);
        assertThat(accounts.refresh(theirs).device()).isEqualTo(theirs.device());
    }

    @Test
    void signsTheSameDeviceInAgainWithTokensOfItsOwn() throws Exception {
        SignedIn first = accounts.logIn(accounts.signUp());
        SignedIn second = accounts.logInAgain(first);
        assertThat(second.device()).isEqualTo(first.device());
        assertThat(NEWS.poll(5, TimeUnit.SECONDS).device()).isEqualTo(first.device());
        assertThat(refusedRefresh(first)).isEqualTo(FailureCode.UNAUTHENTICATED);
        assertThat(accounts.refresh(second).device()).isEqualTo(first.device());
        assertThat(devices(first.user())).hasSize(1);
    }

    @Test
    void signsASignedOutDeviceInAgain() throws Exception {
        SignedIn first = accounts.logIn(accounts.signUp());
        accounts.ask(AccountsService.REVOKE, new Revoke(first.user().id(), first.device()));
        assertThat(accounts.refresh(accounts.logInAgain(first)).device()).isEqualTo(first.device());
    }

    @Test
    void doesNotTellAnothersDeviceFromAnUnknownOne() throws Exception {
        SignedIn theirs = accounts.logIn(accounts.signUp());
        String me = accounts.signUp().username();
        Failure another = accounts.refusal(AccountsService.LOG_IN, logIn(me, PASSWORD, Optional.of(theirs.device())));
        Failure unknown = accounts.refusal(
                AccountsService.LOG_IN, logIn(me, PASSWORD, Optional.of(new DeviceId(TestPeople.newId()))));
        assertThat(another.code()).isEqualTo(FailureCode.NOT_FOUND);
        assertThat(another.field()).contains("deviceId");
        assertThat(unknown).usingRecursiveComparison().isEqualTo(another);
        assertThat(accounts.refresh(theirs).device()).isEqualTo(theirs.device());
    }

    @Test
    void endsASignInThatIsNotRefreshedForThirtyDays() throws Exception {
        SignedIn device = accounts.logIn(accounts.signUp());
        accounts.now.updateAndGet(now -> now.plus(Duration.ofDays(29)));
        SignedIn refreshed = accounts.refresh(device);
        accounts.now.updateAndGet(now -> now.plus(Duration.ofDays(30)));
        assertThat(refusedRefresh(refreshed)).isEqualTo(FailureCode.TOKEN_EXPIRED);
        assertThat(devices(device.user())).isEmpty();
    }

    @Test
    void hashesAPasswordAnewAtLogInWhenTheCostChanged() throws Exception {
        Profile user = accounts.signUp();
        Argon2Cost dearer = new Argon2Cost(128, 2, 1);
        assertThat(accounts.hashOf(user)).contains("$m=64,t=1,p=1$");
        accounts.restart(dearer);
        accounts.logIn(user);
        assertTimeoutPreemptively(Duration.ofSeconds(10), () -> {
            while (!accounts.hashOf(user).contains("$m=128,t=2,p=1$")) {
                Thread.onSpinWait();
            }
        });
        assertThat(accounts.logIn(user).user()).isEqualTo(user);
        assertThat(badLogIn(user.username(), "not the password").code()).isEqualTo(FailureCode.BAD_CREDENTIALS);
    }

    private static Instant now() {
        return accounts.now.get();
    }

    private static List<Device> devices(Profile user) throws Exception {
        return accounts.ask(AccountsService.DEVICES, new OfUser(user.id())).devices();
    }

    private static Failure badLogIn(String username, String password) throws Exception {
        return accounts.refusal(AccountsService.LOG_IN, logIn(username, password, Optional.empty()));
    }

    private static FailureCode refusedRefresh(SignedIn device) throws Exception {
        return accounts.refusal(AccountsService.REFRESH, new Refresh(device.refreshToken()))
                .code();
    }
}
