package dev.parley.accounts;

import static dev.parley.accounts.TestPeople.await;
import static org.assertj.core.api.Assertions.assertThat;

import dev.parley.Eventually;
import dev.parley.bus.AccountsService;
import dev.parley.bus.AccountsService.Profile;
import dev.parley.bus.AccountsService.Refresh;
import dev.parley.bus.AccountsService.SignedIn;
import dev.parley.bus.Done;
import dev.parley.keys.KeyFile;
import dev.parley.model.FailureCode;
import dev.parley.node.JwtTokenVerifier;
import io.vertx.core.json.JsonObject;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.util.Base64;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The key that signs tokens is changed while accounts and another node run. */
final class KeyRotationTest {
    private static final Duration OFTEN = Duration.ofMillis(50);

    @TempDir
    private Path folder;

    private TestAccounts accounts;
    private KeyFile file;
    private JwtTokenVerifier node;
    private Profile user;

    @BeforeEach
    void start() throws Exception {
        accounts = new TestAccounts(folder, OFTEN);
        file = new KeyFile(accounts.keyFile());
        node = new JwtTokenVerifier(accounts.vertx, accounts.bus, accounts.now::get, revoked -> {});
        await(node.start());
        user = accounts.signUp();
    }

    @AfterEach
    void stop() throws Exception {
        await(node.stop());
        accounts.close();
    }

    @Test
    void signsNobodyOut() throws Exception {
        SignedIn before = accounts.logIn(user);
        file.add();
        Eventually.holds("accounts shows both keys", () -> shownKeys() == 2);
        assertThat(key(accounts.logIn(user))).isEqualTo(key(before));

        file.swap();
        Eventually.holds("the new key signs", () -> !key(accounts.logIn(user)).equals(key(before)));
        assertThat(isAccepted(before)).isTrue();
        assertThat(isAccepted(accounts.logIn(user))).isTrue();
        SignedIn refreshed = accounts.refresh(before);
        assertThat(key(refreshed)).isNotEqualTo(key(before));
        assertThat(isAccepted(refreshed)).isTrue();

        file.drop();
        Eventually.holds("the old key is gone", () -> shownKeys() == 1);
        assertThat(isAccepted(accounts.refresh(refreshed))).isTrue();
    }

    @Test
    void whatAKeySignedThatWasDroppedIsGoodForNothing() throws Exception {
        SignedIn before = accounts.logIn(user);
        file.add();
        file.swap();
        file.drop();
        Eventually.holds(
                "the old key is gone",
                () -> shownKeys() == 1 && !key(accounts.logIn(user)).equals(key(before)));
        assertThat(accounts.refusal(AccountsService.REFRESH, new Refresh(before.refreshToken()))
                        .code())
                .isEqualTo(FailureCode.UNAUTHENTICATED);
    }

    @Test
    void aFileThatIsBrokenOrGoneChangesNothing() throws Exception {
        SignedIn before = accounts.logIn(user);
        Files.writeString(accounts.keyFile(), "broken");
        Eventually.pause(OFTEN.toMillis() * 4);
        Files.delete(accounts.keyFile());
        Eventually.pause(OFTEN.toMillis() * 4);
        assertThat(key(accounts.logIn(user))).isEqualTo(key(before));
        assertThat(accounts.refresh(before).user()).isEqualTo(user);
        assertThat(accounts.keyFile()).doesNotExist();
    }

    @Test
    void aChangedFileIsItsOwnersAlone() throws IOException {
        file.add();
        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(accounts.keyFile())))
                .isEqualTo("rw-------");
        assertThat(folder).isDirectoryNotContaining("glob:**.new");
    }

    private int shownKeys() throws Exception {
        return accounts.ask(AccountsService.KEYS, Done.DONE).keys().size();
    }

    private boolean isAccepted(SignedIn device) throws Exception {
        return await(node.verify(device.accessToken()).map(true).otherwise(false));
    }

    /** The name of the key that signed both tokens. */
    private static String key(SignedIn device) {
        String kid = kid(device.accessToken());
        assertThat(kid(device.refreshToken())).isEqualTo(kid);
        return kid;
    }

    private static String kid(String token) {
        byte[] header = Base64.getUrlDecoder().decode(token.substring(0, token.indexOf('.')));
        return new JsonObject(new String(header, StandardCharsets.UTF_8)).getString("kid");
    }
}
