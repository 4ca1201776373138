package dev.parley.accounts.sql;

import static dev.parley.accounts.TestPeople.await;
import static dev.parley.accounts.TestPeople.failure;
import static org.assertj.core.api.Assertions.assertThat;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.read.ListAppender;
import dev.parley.accounts.AccountStores;
import dev.parley.model.Failure;
import dev.parley.model.FailureCode;
import dev.parley.servers.PostgresServer;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.net.SelfSignedCertificate;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.slf4j.LoggerFactory;

/** Who may use PostgreSQL, how they prove it, and whom we take for PostgreSQL. */
class PostgresAccessIT {
    private static final SelfSignedCertificate OWN = SelfSignedCertificate.create("localhost");
    private static final SelfSignedCertificate OTHER = SelfSignedCertificate.create("localhost");
    private static PostgresServer server;

    private final Vertx vertx = Vertx.vertx();
    private final Logger root = (Logger) LoggerFactory.getLogger(Logger.ROOT_LOGGER_NAME);
    private final Level usual = root.getLevel();
    private final ListAppender<ILoggingEvent> log = new ListAppender<>();

    @BeforeAll
    static void start(@TempDir Path folder) throws Exception {
        Path key = folder.resolve("server.key");
        Files.createFile(key, PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------")));
        Files.writeString(key, Files.readString(Path.of(OWN.privateKeyPath())));
        server = PostgresServer.start(
                folder.resolve("postgres"),
                Map.of("ssl", "on", "ssl_cert_file", OWN.certificatePath(), "ssl_key_file", key.toString()));
        server.addUser("ann", "open-sesame");
    }

    @AfterAll
    static void stop() {
        server.close();
        OWN.delete();
        OTHER.delete();
    }

    @BeforeEach
    void listen() {
        log.start();
        root.addAppender(log);
        root.setLevel(Level.DEBUG);
    }

    @AfterEach
    void neverLogsThePassword() throws Exception {
        root.detachAppender(log);
        root.setLevel(usual);
        await(vertx.close());
        assertThat(log.list).extracting(ILoggingEvent::getFormattedMessage).noneMatch(line -> line.contains("sesame"));
    }

    @Test
    void comesInWithThePassword() throws Exception {
        await(await(open("ann:open-sesame@127.0.0.1", "postgres")).check());
    }

    @Test
    void saysThatThePasswordIsWrongOnceASecondAndThenGivesUp() throws Exception {
        refused("ann:shut-sesame@127.0.0.1", "postgres", "password authentication failed for user \"ann\"");

        assertThat(waits()).isNotEmpty().allMatch(line -> line.contains("password authentication failed"));
    }

    @Test
    void saysThatThereIsNoSuchDatabase() throws Exception {
        refused("ann:open-sesame@127.0.0.1", "sesame_street", "database \"sesame_street\" does not exist");

        assertThat(waits()).isNotEmpty();
        log.list.clear();
    }

    @Test
    void saysThatNobodyIsThere() throws Exception {
        server.close();
        try {
            refused("ann:open-sesame@127.0.0.1", "postgres", "refused");
        } finally {
            server.restart();
        }
        assertThat(waits()).isNotEmpty();
    }

    @Test
    void trustsTheAuthorityItWasGivenAndNoOther() throws Exception {
        String verified = "postgres?sslmode=verify-full&sslrootcert=";
        await(await(open("postgres@localhost", verified + OWN.certificatePath()))
                .check());

        refused("postgres@localhost", verified + OTHER.certificatePath(), "");
        refused("postgres@localhost", verified + "system", "");
    }

    @Test
    void comparesTheHostOnlyWhenItIsTo() throws Exception {
        String authority = "&sslrootcert=" + OWN.certificatePath();

        refused("postgres@127.0.0.1", "postgres?sslmode=verify-full" + authority, "");
        await(await(open("postgres@127.0.0.1", "postgres?sslmode=verify-ca" + authority))
                .check());
    }

    @Test
    void encryptsWithoutAnAuthorityWhenThatIsAskedFor() throws Exception {
        await(await(open("postgres@127.0.0.1", "postgres?sslmode=require")).check());
    }

    private void refused(String login, String database, String reason) throws Exception {
        Throwable refused = failure(open(login, database));
        String shown = "postgresql://" + login.substring(login.indexOf('@') + 1) + ":" + server.port() + "/"
                + database.replaceAll("\\?.*", "");

        assertThat(refused)
                .isInstanceOf(Failure.class)
                .hasMessageStartingWith(shown + " cannot be used: ")
                .hasMessageContaining(reason);
        assertThat(((Failure) refused).code()).isEqualTo(FailureCode.UNAVAILABLE);
    }

    private List<String> waits() {
        return log.list.stream()
                .map(ILoggingEvent::getFormattedMessage)
                .filter(line -> line.startsWith("Waiting for postgresql://"))
                .toList();
    }

    private Future<AccountStores> open(String login, String database) {
        String host = login + ":" + server.port();
        return SqlAccounts.openPostgres(
                vertx,
                PostgresSettings.parse("postgresql://" + host + "/" + database),
                List.of(),
                Duration.ofMillis(1_500));
    }
}
