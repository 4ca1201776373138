package dev.parley.accounts;

import static dev.parley.accounts.TestPeople.await;
import static dev.parley.accounts.TestPeople.failure;
import static org.assertj.core.api.Assertions.assertThat;

import dev.parley.accounts.Passwords.Verdict;
import dev.parley.config.Settings.Argon2Cost;
import dev.parley.model.Failure;
import dev.parley.model.FailureCode;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

final class PasswordsTest {
    private static final Argon2Cost COST = new Argon2Cost(64, 2, 1);
    private static final String PASSWORD = "correct horse";

    private final Vertx vertx = Vertx.vertx();

    @AfterEach
    void close() throws Exception {
        await(vertx.close());
    }

    @Test
    void writesHashesThatNameTheirCostAndSalt() throws Exception {
        Passwords passwords = await(Passwords.start(vertx, COST));
        String hash = await(passwords.hash(PASSWORD));
        assertThat(hash)
                .matches("\\$argon2id\\$v=19\\$m=64,t=2,p=1\\$[A-Za-z0-9+/]{22}\\$[A-Za-z0-9+/]{43}")
                .hasSizeLessThan(255);
        assertThat(await(passwords.hash(PASSWORD))).isNotEqualTo(hash);
    }

    @Test
    void checksAHashThatTheReferenceImplementationMade() throws Exception {
        Passwords passwords = await(Passwords.start(vertx, new Argon2Cost(65536, 2, 1)));
        String reference = "$argon2id$v=19$m=65536,t=2,p=1$c29tZXNhbHQ$CTFhFdXPJO1aFaMaO6Mm5c8y7cJHAph8ArZWb2GRPPc";
        assertThat(await(passwords.check("password", Optional.of(reference)))).isEqualTo(Verdict.RIGHT);
        assertThat(await(passwords.check("Password", Optional.of(reference)))).isEqualTo(Verdict.WRONG);
    }

    @Test
    void tellsRightFromWrong() throws Exception {
        Passwords passwords = await(Passwords.start(vertx, COST));
        String hash = await(passwords.hash(PASSWORD));
        assertThat(await(passwords.check(PASSWORD, Optional.of(hash)))).isEqualTo(Verdict.RIGHT);
        assertThat(await(passwords.check(PASSWORD + " ", Optional.of(hash)))).isEqualTo(Verdict.WRONG);
        assertThat(await(passwords.check("", Optional.of(hash)))).isEqualTo(Verdict.WRONG);
        assertThat(await(passwords.check(PASSWORD, Optional.empty()))).isEqualTo(Verdict.WRONG);
    }

    @Test
    void takesOneCharacterTypedInTwoWaysForTheSame() throws Exception {
        Passwords passwords = await(Passwords.start(vertx, COST));
        String composed = await(passwords.hash("caf\u00e9 au lait"));
        assertThat(await(passwords.check("cafe\u0301 au lait", Optional.of(composed))))
                .isEqualTo(Verdict.RIGHT);
    }

    @Test
    void findsAHashOfAnotherCostOutdated() throws Exception {
        String old =
                await(await(Passwords.start(vertx, new Argon2Cost(32, 1, 1))).hash(PASSWORD));
        Passwords passwords = await(Passwords.start(vertx, COST));
        assertThat(await(passwords.check(PASSWORD, Optional.of(old)))).isEqualTo(Verdict.RIGHT_BUT_OUTDATED);
        assertThat(await(passwords.check("wrong", Optional.of(old)))).isEqualTo(Verdict.WRONG);
    }

    @Test
    void turnsCallersAwayWhenTooManyWait() throws Exception {
        Passwords passwords = await(Passwords.start(vertx, new Argon2Cost(4096, 2, 1), 1, 3));
        List<Future<String>> hashes =
                IntStream.range(0, 4).mapToObj(i -> passwords.hash(PASSWORD)).toList();
        Failure failure = (Failure) failure(hashes.get(3));
        assertThat(failure.code()).isEqualTo(FailureCode.UNAVAILABLE);
        assertThat(failure.retryAfter()).isPresent();
        for (Future<String> accepted : hashes.subList(0, 3)) {
            assertThat(await(accepted)).startsWith("$argon2id$");
        }
        assertThat(await(passwords.hash(PASSWORD))).startsWith("$argon2id$");
    }
}
