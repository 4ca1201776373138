package dev.parley.accounts;

import static dev.parley.accounts.TestPeople.anyone;
import static dev.parley.accounts.TestPeople.await;
import static dev.parley.accounts.TestPeople.failure;
import static org.assertj.core.api.Assertions.assertThat;

import dev.parley.bus.AccountsService.Device;
import dev.parley.bus.AccountsService.Revocation;
import dev.parley.model.DeviceId;
import dev.parley.model.Failure;
import dev.parley.model.FailureCode;
import dev.parley.model.UserId;
import io.vertx.core.Future;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** What every store of devices does. */
public interface DeviceStoreContract {
    Instant NOW = Instant.parse("2026-01-01T12:00:00Z");
    Instant LATER = NOW.plusSeconds(60);
    Duration LIFETIME = Duration.ofDays(30);

    /** An open store; the same for all tests. */
    AccountStores stores();

    @Test
    default void listsASignedInDevice() throws Exception {
        SignIn signIn = add(user(), NOW);
        Device device = new Device(signIn.device(), "phone", "android", NOW, NOW);
        assertThat(await(stores().devices().signedIn(signIn.user(), LATER))).containsExactly(device);
        assertThat(await(stores().devices().signedIn(user(), LATER))).isEmpty();
    }

    @Test
    default void listsADeviceOnlyUntilItsSignInEnds() throws Exception {
        SignIn signIn = add(user(), NOW);
        assertThat(signedIn(signIn.user(), signIn.expiresAt().minusMillis(1))).containsExactly(signIn.device());
        assertThat(signedIn(signIn.user(), signIn.expiresAt())).isEmpty();
    }

    @Test
    default void signsInNoDeviceOfAnUnknownUser() throws Exception {
        Failure failure = (Failure) failure(stores().devices().add(signIn(new UserId(TestPeople.newId()), NOW)));
        assertThat(failure.code()).isEqualTo(FailureCode.NOT_FOUND);
    }

    @Test
    default void rotatesOneGenerationAfterTheOther() throws Exception {
        SignIn signIn = add(user(), NOW);
        assertThat(rotate(signIn, 1)).isEqualTo(Rotation.DONE);
        assertThat(rotate(signIn, 1)).isEqualTo(Rotation.STALE);
        assertThat(rotate(signIn, 2)).isEqualTo(Rotation.DONE);
        assertThat(await(stores().devices().rotate("unknown", 1, LATER, LATER))).isEqualTo(Rotation.GONE);
        assertThat(await(stores().devices().signedIn(signIn.user(), LATER)))
                .extracting(Device::lastSeenAt)
                .containsExactly(LATER);
    }

    @Test
    default void rotatesForOneOfManyAtOnce() throws Exception {
        SignIn signIn = add(user(), NOW);
        List<Future<Rotation>> rotations = IntStream.range(0, 20)
                .mapToObj(i -> stores().devices().rotate(signIn.id(), 1, LATER, LATER.plus(LIFETIME)))
                .toList();
        List<Rotation> outcomes = await(Future.all(rotations)).list();
        assertThat(outcomes).containsOnlyOnce(Rotation.DONE).containsOnly(Rotation.DONE, Rotation.STALE);
    }

    @Test
    default void signsOutOnce() throws Exception {
        SignIn signIn = add(user(), NOW);
        Optional<Revocation> revocation = await(stores().devices().signOut(signIn.user(), signIn.device(), LATER));
        assertThat(revocation).contains(revocation(signIn, LATER));
        assertThat(await(stores().devices().signOut(signIn.user(), signIn.device(), LATER)))
                .isEmpty();
        assertThat(signedIn(signIn.user(), LATER)).isEmpty();
        assertThat(rotate(signIn, 1)).isEqualTo(Rotation.GONE);
    }

    @Test
    default void signsOutNobodyElsesDevice() throws Exception {
        SignIn signIn = add(user(), NOW);
        assertThat(await(stores().devices().signOut(user(), signIn.device(), LATER)))
                .isEmpty();
        assertThat(signedIn(signIn.user(), LATER)).containsExactly(signIn.device());
    }

    @Test
    default void revokesASignIn() throws Exception {
        SignIn signIn = add(user(), NOW);
        assertThat(await(stores().devices().revoke(signIn.id(), LATER))).contains(revocation(signIn, LATER));
        assertThat(await(stores().devices().revoke(signIn.id(), LATER))).isEmpty();
        assertThat(rotate(signIn, 1)).isEqualTo(Rotation.GONE);
    }

    @Test
    default void signsTheSameDeviceInAgainAndRevokesWhatItHad() throws Exception {
        SignIn first = add(user(), NOW);
        SignIn second = again(first, LATER);
        assertThat(await(stores().devices().signInAgain(second))).containsExactly(revocation(first, LATER));
        assertThat(await(stores().devices().signedIn(first.user(), LATER)))
                .containsExactly(new Device(first.device(), "renamed", "web", NOW, LATER));
        assertThat(rotate(first, 1)).isEqualTo(Rotation.GONE);
        assertThat(rotate(second, 1)).isEqualTo(Rotation.DONE);
    }

    @Test
    default void signsASignedOutDeviceInAgain() throws Exception {
        SignIn first = add(user(), NOW);
        await(stores().devices().signOut(first.user(), first.device(), NOW));
        assertThat(await(stores().devices().signInAgain(again(first, LATER)))).isEmpty();
        assertThat(signedIn(first.user(), LATER)).containsExactly(first.device());
    }

    @Test
    default void signsInAgainNoDeviceOfAnother() throws Exception {
        SignIn theirs = add(user(), NOW);
        SignIn mine = new SignIn(newSignIn(), user(), theirs.device(), "x", "y", LATER, LATER.plus(LIFETIME));
        Failure failure = (Failure) failure(stores().devices().signInAgain(mine));
        assertThat(failure.code()).isEqualTo(FailureCode.NOT_FOUND);
        assertThat(failure.field()).contains("deviceId");
        assertThat(rotate(theirs, 1)).isEqualTo(Rotation.DONE);
    }

    @Test
    default void signsOutTheDeviceUnseenForLongestOfTooMany() throws Exception {
        UserId user = user();
        List<SignIn> signIns = new ArrayList<>();
        for (int i = 0; i < DeviceStore.SIGNED_IN_AT_ONCE; i++) {
            signIns.add(add(user, NOW.plusSeconds(i)));
        }
        Instant at = NOW.plusSeconds(1000);
        SignIn newest = signIn(user, at);
        assertThat(await(stores().devices().add(newest))).containsExactly(revocation(signIns.get(0), at));
        assertThat(signedIn(user, LATER))
                .hasSize(DeviceStore.SIGNED_IN_AT_ONCE)
                .contains(newest.device())
                .doesNotContain(signIns.get(0).device());

        SignIn back = again(signIns.get(0), at);
        assertThat(await(stores().devices().signInAgain(back))).containsExactly(revocation(signIns.get(1), at));
        assertThat(signedIn(user, LATER)).hasSize(DeviceStore.SIGNED_IN_AT_ONCE).contains(back.device());
    }

    @Test
    default void signsOutAnotherThanTheNewestEvenWhereClocksDiffer() throws Exception {
        UserId user = user();
        for (int i = 0; i < DeviceStore.SIGNED_IN_AT_ONCE; i++) {
            add(user, NOW.plusSeconds(i));
        }
        SignIn newest = add(user, NOW.minusSeconds(5));
        assertThat(signedIn(user, LATER)).hasSize(DeviceStore.SIGNED_IN_AT_ONCE).contains(newest.device());
    }

    @Test
    default void forgetsTheDeviceUnseenForLongestOfTooMany() throws Exception {
        UserId user = user();
        List<SignIn> signIns = new ArrayList<>();
        for (int i = 0; i < DeviceStore.DEVICES_KEPT; i++) {
            signIns.add(add(user, NOW.plusSeconds(i)));
        }
        assertThat(await(stores().devices().signInAgain(again(signIns.get(0), NOW.plusSeconds(2000)))))
                .hasSize(1);
        add(user, NOW.plusSeconds(2001));
        assertThat(failure(stores().devices().signInAgain(again(signIns.get(1), LATER))))
                .isInstanceOf(Failure.class);
        assertThat(signedIn(user, LATER)).hasSize(DeviceStore.SIGNED_IN_AT_ONCE);
    }

    @Test
    default void revokesOnceWhatIsSignedOutWhileItMakesRoom() throws Exception {
        UserId user = user();
        List<SignIn> signIns = new ArrayList<>();
        for (int i = 0; i < DeviceStore.SIGNED_IN_AT_ONCE; i++) {
            signIns.add(add(user, NOW.plusSeconds(i)));
        }
        for (int i = 0; i < 10; i++) {
            SignIn oldest = signIns.get(i);
            Instant at = NOW.plusSeconds(1000 + i);
            Future<Optional<Revocation>> out = stores().devices().signOut(user, oldest.device(), at);
            Future<List<Revocation>> made = stores().devices().add(signIn(user, at));
            List<Revocation> told = new ArrayList<>(await(made));
            await(out).ifPresent(told::add);
            assertThat(told).contains(revocation(oldest, at)).doesNotHaveDuplicates();
        }
    }

    @Test
    default void listsRevocationsSinceATimeOldestFirstAndForgetsOldOnes() throws Exception {
        Instant start = NOW.plus(Duration.ofDays(TestPeople.newId()));
        List<Revocation> all = new ArrayList<>();
        for (int i = 0; i < 3; i++) {
            SignIn signIn = add(user(), start);
            all.add(await(stores().devices().revoke(signIn.id(), start.plusSeconds(i)))
                    .orElseThrow());
        }
        DeviceStore devices = stores().devices();
        assertThat(await(devices.revokedSince(start, 10))).isEqualTo(all);
        assertThat(await(devices.revokedSince(start.plusMillis(1), 1))).containsExactly(all.get(1));
        await(devices.forgetRevocations(start.plusSeconds(2)));
        assertThat(await(devices.revokedSince(start, 10))).containsExactly(all.get(2));
    }

    private UserId user() throws Exception {
        NewUser user = anyone();
        await(stores().users().create(user));
        return user.profile().id();
    }

    private SignIn add(UserId user, Instant at) throws Exception {
        SignIn signIn = signIn(user, at);
        await(stores().devices().add(signIn));
        return signIn;
    }

    private Rotation rotate(SignIn signIn, long generation) throws Exception {
        return await(stores().devices().rotate(signIn.id(), generation, LATER, LATER.plus(LIFETIME)));
    }

    private List<DeviceId> signedIn(UserId user, Instant at) throws Exception {
        return await(stores().devices().signedIn(user, at)).stream()
                .map(Device::id)
                .toList();
    }

    private static SignIn signIn(UserId user, Instant at) {
        DeviceId device = new DeviceId(TestPeople.newId());
        return new SignIn(newSignIn(), user, device, "phone", "android", at, at.plus(LIFETIME));
    }

    private static SignIn again(SignIn first, Instant at) {
        return new SignIn(newSignIn(), first.user(), first.device(), "renamed", "web", at, at.plus(LIFETIME));
    }

    private static String newSignIn() {
        return "sign-in " + TestPeople.newId();
    }

    private static Revocation revocation(SignIn signIn, Instant at) {
        return new Revocation(signIn.id(), signIn.user(), signIn.device(), at);
    }
}
