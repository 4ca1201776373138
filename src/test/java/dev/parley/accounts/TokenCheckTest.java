package dev.parley.accounts;

import static dev.parley.accounts.TestPeople.await;
import static dev.parley.accounts.TestPeople.failure;
import static org.assertj.core.api.Assertions.assertThat;

import dev.parley.bus.AccountsService;
import dev.parley.bus.AccountsService.Revocation;
import dev.parley.bus.AccountsService.Revoke;
import dev.parley.bus.AccountsService.SignedIn;
import dev.parley.bus.Done;
import dev.parley.model.Failure;
import dev.parley.model.FailureCode;
import dev.parley.node.Identity;
import dev.parley.node.JwtTokenVerifier;
import io.vertx.core.json.JsonObject;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What accounts signs and revokes, as a node sees it. */
final class TokenCheckTest {
    @TempDir
    private Path folder;

    private final BlockingQueue<Revocation> revoked = new LinkedBlockingQueue<>();
    private TestAccounts accounts;
    private JwtTokenVerifier node;

    @BeforeEach
    void start() throws Exception {
        accounts = new TestAccounts(folder);
        node = new JwtTokenVerifier(accounts.vertx, accounts.bus, accounts.now::get, revoked::add);
        await(node.start());
    }

    @AfterEach
    void stop() throws Exception {
        accounts.close();
    }

    @Test
    void acceptsAnAccessTokenUntilItsDeviceIsSignedOut() throws Exception {
        SignedIn device = accounts.logIn(accounts.signUp());
        Identity identity = await(node.verify(device.accessToken()));
        assertThat(identity.user()).isEqualTo(device.user().id());
        assertThat(identity.device()).isEqualTo(device.device());
        assertThat(identity.expiresAt()).isEqualTo(device.accessTokenExpiresAt());

        accounts.ask(AccountsService.REVOKE, new Revoke(device.user().id(), device.device()));
        assertThat(revoked.poll(5, TimeUnit.SECONDS).signIn()).isEqualTo(identity.signIn());
        assertThat(refusal(device.accessToken())).isEqualTo(FailureCode.UNAUTHENTICATED);
        SignedIn again = accounts.logInAgain(device);
        assertThat(await(node.verify(again.accessToken())).device()).isEqualTo(device.device());
    }

    @Test
    void refusesTheAccessTokenOfADeviceThatSignedInAgain() throws Exception {
        SignedIn first = accounts.logIn(accounts.signUp());
        SignedIn second = accounts.logInAgain(first);
        assertThat(revoked.poll(5, TimeUnit.SECONDS).device()).isEqualTo(first.device());
        assertThat(refusal(first.accessToken())).isEqualTo(FailureCode.UNAUTHENTICATED);
        assertThat(await(node.verify(second.accessToken())).device()).isEqualTo(first.device());
    }

    @Test
    void refusesARefreshToken() throws Exception {
        assertThat(refusal(accounts.logIn(accounts.signUp()).refreshToken())).isEqualTo(FailureCode.UNAUTHENTICATED);
    }

    @Test
    void changesTheKeyWithoutSigningAnyoneOut() throws Exception {
        SignedIn before = accounts.logIn(accounts.signUp());
        JsonObject keys = new JsonObject(Files.readString(accounts.keyFile()));
        keys.getJsonArray("keys").add(0, SigningKey.generate());
        Files.writeString(accounts.keyFile(), keys.encode());
        accounts.restart(TestAccounts.CHEAP);

        assertThat(await(node.verify(before.accessToken())).device()).isEqualTo(before.device());
        SignedIn after = accounts.refresh(before);
        assertThat(await(node.verify(after.accessToken())).device()).isEqualTo(before.device());
        assertThat(accounts.ask(AccountsService.KEYS, Done.DONE).keys()).hasSize(2);
    }

    @Test
    void showsNoPrivateKeyToAnyone() throws Exception {
        JsonObject file = new JsonObject(Files.readString(accounts.keyFile()));
        String secret = file.getJsonArray("keys").getJsonObject(0).getString("d");
        String shown = accounts.ask(AccountsService.KEYS, Done.DONE).jwkSet();
        assertThat(secret).hasSizeGreaterThan(40);
        assertThat(shown).doesNotContain(secret);
        assertThat(accounts.ask(AccountsService.KEYS, Done.DONE).keys()).allSatisfy(key -> assertThat(key.fieldNames())
                .containsExactlyInAnyOrder("kty", "crv", "x", "y", "kid", "alg", "use"));
    }

    @Test
    void namesNoSecretWhenItsRecordsAreWritten() throws Exception {
        SignedIn device = accounts.logIn(accounts.signUp());
        assertThat(device.toString()).doesNotContain(device.accessToken()).doesNotContain(device.refreshToken());
        assertThat(TestAccounts.logIn("ann", "secret word", Optional.empty()).toString())
                .doesNotContain("secret word");
        assertThat(TestPeople.anyone().toString()).doesNotContain("hash");
    }

    private FailureCode refusal(String token) throws Exception {
        return ((Failure) failure(node.verify(token))).code();
    }
}
