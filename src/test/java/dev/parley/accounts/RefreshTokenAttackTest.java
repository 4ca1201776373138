package dev.parley.accounts;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.parley.bus.AccountsService;
import dev.parley.bus.AccountsService.Refresh;
import dev.parley.bus.AccountsService.SignedIn;
import dev.parley.bus.Done;
import dev.parley.model.FailureCode;
import io.vertx.core.json.JsonObject;
import io.vertx.ext.auth.JWTOptions;
import io.vertx.ext.auth.jwt.JWTAuth;
import io.vertx.ext.auth.jwt.JWTAuthOptions;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Base64;
import java.util.function.Consumer;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Refresh tokens that are not ours, or not refresh tokens: each is refused, and the device stays signed in. */
final class RefreshTokenAttackTest {
    private static final JsonObject HEADER = new JsonObject().put("typ", "JWT");
    private static TestAccounts accounts;
    private static SignedIn victim;

    @BeforeAll
    static void start(@TempDir Path folder) throws Exception {
        accounts = new TestAccounts(folder);
        victim = accounts.logIn(accounts.signUp());
    }

    @AfterAll
    static void theVictimIsStillSignedIn() throws Exception {
        assertThat(accounts.refresh(victim).device()).isEqualTo(victim.device());
        accounts.close();
    }

    @Test
    void refusesWhatIsNoToken() throws Exception {
        for (String token : new String[] {"", ".", "..", "a.b.c", "null", "{}", "\u0000", "x".repeat(100_000)}) {
            refuses(token);
        }
    }

    @Test
    void refusesAnAccessToken() throws Exception {
        refuses(victim.accessToken());
    }

    @Test
    void refusesATokenWithoutASignature() throws Exception {
        String unsigned = encoded(HEADER.copy().put("alg", "none")) + "." + part(victim.refreshToken(), 1);
        refuses(unsigned);
        refuses(unsigned + ".");
        refuses(unsigned + "." + part(victim.refreshToken(), 2));
        refuses(part(victim.refreshToken(), 0) + "." + part(victim.refreshToken(), 1));
        refuses(part(victim.refreshToken(), 0) + "." + part(victim.refreshToken(), 1) + ".");
    }

    @Test
    void refusesATokenSignedWithThePublicKeyAsASecret() throws Exception {
        String keys = accounts.ask(AccountsService.KEYS, Done.DONE).jwkSet();
        String input = encoded(HEADER.copy().put("alg", "HS256")) + "." + part(victim.refreshToken(), 1);
        Mac mac = Mac.getInstance("HmacSHA256");
        mac.init(new SecretKeySpec(keys.getBytes(UTF_8), "HmacSHA256"));
        refuses(input + "." + base64(mac.doFinal(input.getBytes(UTF_8))));
    }

    @Test
    void refusesATokenThatWasChanged() throws Exception {
        JsonObject claims = claims().put("gen", 2);
        refuses(part(victim.refreshToken(), 0) + "." + encoded(claims) + "." + part(victim.refreshToken(), 2));
    }

    @Test
    void refusesATokenOfAnotherKey() throws Exception {
        refuses(signedBy(SigningKey.generate(), claims -> {}));
        refuses(signedBy(SigningKey.generate().put("kid", signingKey().getString("kid")), claims -> {}));
    }

    @Test
    void refusesItsOwnTokensWithClaimsMissing() throws Exception {
        for (String claim : new String[] {"exp", "iss", "aud", "sub", "did", "gen"}) {
            refuses(signedBy(signingKey(), claims -> claims.remove(claim)));
        }
        refuses(signedBy(signingKey(), claims -> claims.put("exp", "tomorrow")));
        refuses(signedBy(signingKey(), claims -> claims.put("sub", "root")));
        refuses(signedBy(signingKey(), claims -> claims.put("sid", "another")));
        refuses(signedBy(signingKey(), claims -> claims.remove("sid")));
    }

    private static void refuses(String token) throws Exception {
        assertThat(accounts.refusal(AccountsService.REFRESH, new Refresh(token)).code())
                .as(token)
                .isEqualTo(FailureCode.UNAUTHENTICATED);
    }

    private static String signedBy(JsonObject key, Consumer<JsonObject> change) {
        JsonObject claims = claims();
        change.accept(claims);
        return JWTAuth.create(accounts.vertx, new JWTAuthOptions().addJwk(key))
                .generateToken(claims, new JWTOptions().setAlgorithm("ES256"));
    }

    private static JsonObject signingKey() throws Exception {
        return new JsonObject(Files.readString(accounts.keyFile()))
                .getJsonArray("keys")
                .getJsonObject(0);
    }

    private static JsonObject claims() {
        return new JsonObject(new String(Base64.getUrlDecoder().decode(part(victim.refreshToken(), 1)), UTF_8));
    }

    private static String part(String token, int index) {
        return token.split("\\.", -1)[index];
    }

    private static String encoded(JsonObject object) {
        return base64(object.encode().getBytes(UTF_8));
    }

    private static String base64(byte[] bytes) {
        return Base64.getUrlEncoder().withoutPadding().encodeToString(bytes);
    }
}
