package dev.parley.accounts.sql;

import static dev.parley.accounts.TestPeople.anyone;
import static dev.parley.accounts.TestPeople.await;
import static dev.parley.accounts.TestPeople.failure;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.parley.accounts.AccountStores;
import dev.parley.accounts.NewUser;
import dev.parley.model.Failure;
import dev.parley.model.FailureCode;
import dev.parley.model.UserId;
import io.vertx.core.Vertx;
import java.io.BufferedReader;
import java.io.InputStreamReader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The file under the store: opened twice, out of reach, and left behind by a killed process. */
final class H2FileTest {
    private static final int ENOUGH = 200;

    @TempDir
    private Path folder;

    private final Vertx vertx = Vertx.vertx();

    @AfterEach
    void close() throws Exception {
        await(vertx.close());
    }

    @Test
    void keepsWhatItHasWhenItIsClosedAndOpenedAgain() throws Exception {
        NewUser user = anyone();
        AccountStores first = await(SqlAccounts.openH2(vertx, folder));
        await(first.users().create(user));
        await(first.close());
        AccountStores second = await(SqlAccounts.openH2(vertx, folder));
        assertThat(await(second.users().find(user.profile().id()))).contains(user.profile());
        await(second.close());
    }

    @Test
    void saysWhichFileAnotherProcessHolds() throws Exception {
        Process other = start();
        try (BufferedReader output = outputOf(other)) {
            assertThat(output.readLine()).isNotNull();
            saysThatItCannotBeOpened(folder.resolve("accounts.mv.db"), "locked");
        } finally {
            other.destroyForcibly().waitFor();
        }
    }

    @Test
    void saysWhichFileIsNoDatabase() throws Exception {
        Files.writeString(folder.resolve("accounts.mv.db"), "not a database ".repeat(1000));
        saysThatItCannotBeOpened(folder.resolve("accounts.mv.db"), "");
    }

    @Test
    void saysWhichFolderCannotBeMade() throws Exception {
        Path file = Files.writeString(folder.resolve("file"), "");
        Failure failure = (Failure) failure(SqlAccounts.openH2(vertx, file));
        assertThat(failure).hasMessageContaining(file.toString());
    }

    @Test
    void failsItsCheckOnceItIsClosed() throws Exception {
        AccountStores stores = await(SqlAccounts.openH2(vertx, folder));
        await(stores.check());
        await(stores.close());
        assertThat(failure(stores.check())).isNotNull();
    }

    @Test
    void keepsEveryUserThatWasAcknowledgedBeforeAKill() throws Exception {
        Process other = start();
        List<UserId> acknowledged = new ArrayList<>();
        try (BufferedReader output = outputOf(other)) {
            for (String line = output.readLine(); line != null; line = output.readLine()) {
                if (line.endsWith(".")) {
                    acknowledged.add(UserId.parse(line.substring(0, line.length() - 1)));
                }
                if (acknowledged.size() == ENOUGH) {
                    other.toHandle().destroyForcibly();
                }
            }
        }
        assertThat(other.waitFor()).isNotZero();
        assertThat(acknowledged).hasSizeGreaterThanOrEqualTo(ENOUGH);

        AccountStores stores = await(SqlAccounts.openH2(vertx, folder));
        assertThat(await(stores.users().existing(new HashSet<>(acknowledged)))).hasSameSizeAs(acknowledged);
        await(stores.close());
    }

    private void saysThatItCannotBeOpened(Path file, String reason) throws Exception {
        Failure failure = (Failure) failure(SqlAccounts.openH2(vertx, folder));
        assertThat(failure.code()).isEqualTo(FailureCode.UNAVAILABLE);
        assertThat(failure).hasMessageContaining(file.toString()).hasMessageContaining(reason);
        assertThat(failure.getMessage().lines()).hasSize(1);
    }

    private Process start() throws Exception {
        return new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-cp",
                        System.getProperty("java.class.path"),
                        SignUps.class.getName(),
                        folder.toString())
                .redirectError(ProcessBuilder.Redirect.INHERIT)
                .start();
    }

    private static BufferedReader outputOf(Process process) {
        return new BufferedReader(new InputStreamReader(process.getInputStream(), UTF_8));
    }

    /** The other process: makes users for ever, four at a time, and says which are kept. */
    static final class SignUps {
        private SignUps() {}

        public static void main(String[] arguments) throws Exception {
            AccountStores stores = await(SqlAccounts.openH2(Vertx.vertx(), Path.of(arguments[0])));
            for (int lane = 0; lane < 4; lane++) {
                next(stores);
            }
        }

        private static void next(AccountStores stores) {
            NewUser user = anyone();
            stores.users().create(user).onSuccess(kept -> {
                System.out.println(user.profile().id() + ".");
                next(stores);
            });
        }
    }
}
