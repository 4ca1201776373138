package dev.parley.node;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.parley.Eventually;
import dev.parley.bus.AccessTokens;
import dev.parley.bus.AccountsService.Revocation;
import dev.parley.bus.Bus;
import dev.parley.model.DeviceId;
import dev.parley.model.Failure;
import dev.parley.model.FailureCode;
import dev.parley.model.UserId;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.json.JsonObject;
import java.security.GeneralSecurityException;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicReference;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

final class JwtTokenVerifierTest {
    private static final Instant NOW = Instant.parse("2026-01-01T12:00:00Z");
    private static final Instant EXPIRY = NOW.plusSeconds(600);
    private static final TestKey KEY = TestKey.named("one");

    private final Vertx vertx = Vertx.vertx();
    private final Bus bus = new Bus(vertx);
    private final FakeAccounts accounts = new FakeAccounts();
    private final AtomicReference<Instant> now = new AtomicReference<>(NOW);
    private final JwtTokenVerifier verifier = new JwtTokenVerifier(vertx, bus, now::get, revoked -> {});

    @BeforeEach
    void start() throws Exception {
        accounts.keys.add(KEY.publicJwk());
        await(accounts.serve(bus));
        await(verifier.start());
    }

    @AfterEach
    void stop() throws Exception {
        await(verifier.stop());
        await(vertx.close());
    }

    @Test
    void saysWhomAGoodTokenSpeaksFor() throws Exception {
        assertThat(await(verifier.verify(KEY.sign(TestKey.claims(EXPIRY)))))
                .isEqualTo(new Identity(new UserId(7), new DeviceId(8), "sign-in", EXPIRY));
    }

    @Test
    void refusesAnExpiredTokenAsExpired() throws Exception {
        String token = KEY.sign(TestKey.claims(EXPIRY));
        now.set(EXPIRY.plus(AccessTokens.LEEWAY).minusMillis(1));
        assertThat(await(verifier.verify(token)).user()).isEqualTo(new UserId(7));
        now.set(EXPIRY.plus(AccessTokens.LEEWAY));
        assertThat(refusal(token)).isEqualTo(FailureCode.TOKEN_EXPIRED);
    }

    @Test
    void refusesAForgedTokenAsForgedEvenIfExpired() throws Exception {
        String token = TestKey.named("one").sign(TestKey.claims(NOW.minusSeconds(3600)));
        assertThat(refusal(token)).isEqualTo(FailureCode.UNAUTHENTICATED);
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource
    void refusesAttacks(String name, String token) throws Exception {
        assertThat(refusal(token)).isEqualTo(FailureCode.UNAUTHENTICATED);
    }

    static Stream<Arguments> refusesAttacks() {
        JsonObject claims = TestKey.claims(EXPIRY);
        String good = KEY.sign(claims);
        String[] parts = good.split("\\.", -1);
        String other = TestKey.unsigned(KEY.header(), claims.copy().put("sub", "9"));
        return Stream.of(
                attack("empty", ""),
                attack("not a token", "hello"),
                attack("dots", ".."),
                attack("not base64", "!.!.!"),
                attack("too long", KEY.sign(claims.copy().put("pad", "x".repeat(2000)))),
                attack("a fourth part", good + ".x"),
                attack("no signature", parts[0] + "." + parts[1]),
                attack("an empty signature", parts[0] + "." + parts[1] + "."),
                attack("a signature of zeros", parts[0] + "." + parts[1] + "." + TestKey.base64(new byte[64])),
                attack("a signature cut short", good.substring(0, good.length() - 20)),
                attack("the signature of another token", other + "." + parts[2]),
                attack("the key of another under our name", TestKey.named("one").sign(claims)),
                attack("alg none, unsigned", unsignedWith("none") + "."),
                attack("alg none, in two parts", unsignedWith("none")),
                attack("alg none, with a signature", unsignedWith("none") + "." + parts[2]),
                attack("alg None", unsignedWith("None") + "." + parts[2]),
                attack("alg HS256 with the public key as the secret", hmac(unsignedWith("HS256"))),
                attack("alg ES384", KEY.sign(KEY.header().put("alg", "ES384"), claims)),
                attack("alg that is a number", KEY.sign(KEY.header().put("alg", 256), claims)),
                attack("no alg", KEY.sign(without(KEY.header(), "alg"), claims)),
                attack("no kid", KEY.sign(without(KEY.header(), "kid"), claims)),
                attack("a kid that is a number", KEY.sign(KEY.header().put("kid", 1), claims)),
                attack("an unknown kid", KEY.sign(KEY.header().put("kid", "two"), claims)),
                attack("an embedded key", embeddedKey(claims)),
                attack("no exp", KEY.sign(without(claims, "exp"))),
                attack("exp that is a text", KEY.sign(claims.copy().put("exp", "tomorrow"))),
                attack("exp beyond time", KEY.sign(claims.copy().put("exp", Long.MAX_VALUE))),
                attack("exp in an hour", KEY.sign(TestKey.claims(NOW.plus(Duration.ofHours(1))))),
                attack("no issuer", KEY.sign(without(claims, "iss"))),
                attack("another issuer", KEY.sign(claims.copy().put("iss", "other"))),
                attack("no audience", KEY.sign(without(claims, "aud"))),
                attack("the audience of refresh tokens", KEY.sign(claims.copy().put("aud", "parley-refresh"))),
                attack("an audience that is a number", KEY.sign(claims.copy().put("aud", 5))),
                attack("no user", KEY.sign(without(claims, "sub"))),
                attack("a user that is no number", KEY.sign(claims.copy().put("sub", "root"))),
                attack("no device", KEY.sign(without(claims, AccessTokens.DEVICE))),
                attack("no sign-in", KEY.sign(without(claims, AccessTokens.SIGN_IN))));
    }

    @Test
    void acceptsNothingWhenAccountsGivesNoUsableKey() throws Exception {
        JwtTokenVerifier keyless = new JwtTokenVerifier(vertx, bus, now::get, revoked -> {});
        accounts.keys.clear();
        accounts.keys.add(new JsonObject().put("kty", "oct").put("kid", "one").put("k", TestKey.base64(new byte[32])));
        await(keyless.start());
        String forged = hmac(unsignedWith("HS256"));
        String unsigned = unsignedWith("none");
        assertThat(refusal(keyless, forged)).isEqualTo(FailureCode.UNAUTHENTICATED);
        assertThat(refusal(keyless, unsigned)).isEqualTo(FailureCode.UNAUTHENTICATED);
        assertThat(refusal(keyless, KEY.sign(TestKey.claims(EXPIRY)))).isEqualTo(FailureCode.UNAVAILABLE);
        await(keyless.stop());
    }

    @Test
    void fetchesTheKeysAgainWhenATokenNamesANewOne() throws Exception {
        TestKey two = TestKey.named("two");
        accounts.keys.add(0, two.publicJwk());
        assertThat(await(verifier.verify(two.sign(TestKey.claims(EXPIRY)))).user())
                .isEqualTo(new UserId(7));
        assertThat(await(verifier.verify(KEY.sign(TestKey.claims(EXPIRY)))).user())
                .isEqualTo(new UserId(7));
    }

    @Test
    void refusesWhatAKeySignedThatAccountsGivesNoMore() throws Exception {
        VerifyingKeys keys = new VerifyingKeys(vertx, bus, now::get, Duration.ofMillis(20));
        Revocations revocations = new Revocations(vertx, bus, now::get, Duration.ofMinutes(1), revoked -> {});
        JwtTokenVerifier fresh = new JwtTokenVerifier(keys, revocations, now::get);
        await(fresh.start());
        String token = KEY.sign(TestKey.claims(EXPIRY));
        assertThat(await(fresh.verify(token)).user()).isEqualTo(new UserId(7));
        accounts.keys.set(0, TestKey.named("another").publicJwk());
        Eventually.holds(
                "the key is forgotten",
                () -> await(fresh.verify(token).map(false).otherwise(true)));
        assertThat(refusal(fresh, token)).isEqualTo(FailureCode.UNAUTHENTICATED);
        await(fresh.stop());
    }

    @Test
    void refusesATokenItAcceptedOnceItsSignInIsRevoked() throws Exception {
        String token = KEY.sign(TestKey.claims(EXPIRY));
        assertThat(await(verifier.verify(token)).user()).isEqualTo(new UserId(7));
        verifier.learn(List.of(new Revocation("sign-in", new UserId(7), new DeviceId(8), NOW)));
        assertThat(refusal(token)).isEqualTo(FailureCode.UNAUTHENTICATED);
    }

    /** The clock of whoever signed it may be ahead. */
    @Test
    void acceptsATokenFromTheNearFuture() throws Exception {
        Instant ahead = NOW.plus(AccessTokens.LEEWAY);
        String token = KEY.sign(TestKey.claims(ahead.plus(AccessTokens.LIFETIME)));
        assertThat(await(verifier.verify(token)).user()).isEqualTo(new UserId(7));
    }

    /** As after a restart, when all come back before the first keys are here. */
    @Test
    void aCrowdWaitsForTheFirstKeysTogether() throws Exception {
        JwtTokenVerifier fresh = new JwtTokenVerifier(vertx, bus, now::get, revoked -> {});
        int before = accounts.keyQuestions.get();
        List<Future<Identity>> crowd = IntStream.range(0, 50)
                .mapToObj(i -> fresh.verify(KEY.sign(TestKey.claims(EXPIRY.plusSeconds(i)))))
                .toList();
        for (Future<Identity> one : crowd) {
            assertThat(await(one).user()).isEqualTo(new UserId(7));
        }
        assertThat(accounts.keyQuestions.get()).isEqualTo(before + 1);
    }

    @Test
    void doesNotAskForKeysForEveryMadeUpName() throws Exception {
        int before = accounts.keyQuestions.get();
        for (int i = 0; i < 50; i++) {
            refusal(TestKey.named("made up " + i).sign(TestKey.claims(EXPIRY)));
        }
        assertThat(accounts.keyQuestions.get()).isEqualTo(before + 1);
        now.set(NOW.plus(Duration.ofSeconds(5)));
        refusal(TestKey.named("made up again").sign(TestKey.claims(EXPIRY)));
        assertThat(accounts.keyQuestions.get()).isEqualTo(before + 2);
    }

    private static Arguments attack(String name, String token) {
        return Arguments.of(name, token);
    }

    private static JsonObject without(JsonObject object, String field) {
        JsonObject rest = object.copy();
        rest.remove(field);
        return rest;
    }

    private static String unsignedWith(String algorithm) {
        return TestKey.unsigned(KEY.header().put("alg", algorithm), TestKey.claims(EXPIRY));
    }

    /** Signs with what everyone may know: the public key, as text. */
    private static String hmac(String input) {
        try {
            Mac mac = Mac.getInstance("HmacSHA256");
            mac.init(new SecretKeySpec(KEY.publicJwk().encode().getBytes(UTF_8), "HmacSHA256"));
            return input + "." + TestKey.base64(mac.doFinal(input.getBytes(UTF_8)));
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
    }

    private static String embeddedKey(JsonObject claims) {
        TestKey mine = TestKey.named("one");
        return mine.sign(mine.header().put("jwk", mine.publicJwk()), claims);
    }

    private FailureCode refusal(String token) throws Exception {
        return refusal(verifier, token);
    }

    private static FailureCode refusal(TokenVerifier verifier, String token) throws Exception {
        Object outcome = await(verifier.verify(token).map(Object.class::cast).otherwise(cause -> cause));
        assertThat(outcome).isInstanceOf(Failure.class);
        return ((Failure) outcome).code();
    }

    private static <T> T await(Future<T> future) throws Exception {
        return future.toCompletionStage().toCompletableFuture().get(10, TimeUnit.SECONDS);
    }
}
