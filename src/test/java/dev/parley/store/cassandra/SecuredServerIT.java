package dev.parley.store.cassandra;

import static dev.parley.store.StoreUnderTest.await;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.parley.model.Failure;
import dev.parley.model.Message;
import dev.parley.servers.CassandraServer;
import dev.parley.servers.OwnCertificate;
import dev.parley.store.AppendOutcome.Stored;
import dev.parley.store.StoreUnderTest;
import io.vertx.core.Vertx;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A server that speaks TLS only, and asks who one is. */
class SecuredServerIT {
    private static final String SECURED =
            """

            authenticator: PasswordAuthenticator
            authorizer: CassandraAuthorizer
            role_manager: CassandraRoleManager
            client_encryption_options:
              enabled: true
              optional: false
              keystore: %s
              keystore_password: %s
              store_type: PKCS12
            """;

    @TempDir
    private static Path folder;

    private static OwnCertificate own;
    private static CassandraServer server;

    private final Vertx vertx = Vertx.vertx();

    @BeforeAll
    static void start() throws Exception {
        own = OwnCertificate.in(folder);
        server = CassandraServer.with(SECURED.formatted(own.keyStore(), OwnCertificate.PASSWORD));
    }

    @AfterAll
    static void stop() {
        if (server != null) {
            server.close();
        }
    }

    @AfterEach
    void close() {
        await(vertx.close());
    }

    @Test
    void isUsedByWhoeverItKnowsAndWhoeverKnowsItsCertificate() {
        try (OpenStore store = OpenStore.open(settings("cassandra:cassandra", "&start=30&ca=" + own.authority()))) {
            Message message = OpenStore.message("in secret");
            assertThat(await(store.append(message))).isEqualTo(new Stored());
            assertThat(store.log()).contains(message);
        }
    }

    @Test
    void tellsInOneLineThatThePasswordIsWrongAndNotWhichItWas() {
        try (LogLines log = new LogLines()) {
            assertRefused(
                    settings("cassandra:Tr0ubadour", "&start=2&ca=" + own.authority()),
                    "it refuses the user name or the password");

            assertThat(log.all())
                    .isNotEmpty()
                    .anySatisfy(line -> assertThat(line).startsWith("Waiting for Cassandra at " + server.address()))
                    .noneSatisfy(line -> assertThat(line).contains("Tr0ubadour"));
        }
    }

    @Test
    void isRefusedWhenNoAuthorityThatWeKnowSignedItsCertificate() {
        assertRefused(settings("cassandra:cassandra", "&start=2"), "TLS fails: ");
    }

    @Test
    void tellsAtOnceThatTheFileOfAuthoritiesIsNone() {
        assertRefused(
                settings("cassandra:cassandra", "&start=600&ca=" + folder.resolve("none.pem")),
                "the authorities of its certificates cannot be read");
    }

    private void assertRefused(CassandraSettings settings, String reason) {
        assertThatThrownBy(() ->
                        await(CassandraStores.open(vertx, settings, StoreUnderTest.LIFE, System::currentTimeMillis)))
                .isInstanceOf(Failure.class)
                .hasMessageStartingWith("Cassandra at " + settings.place() + " cannot be used: " + reason)
                .hasMessageNotContaining("Tr0ubadour");
    }

    private static CassandraSettings settings(String login, String options) {
        return CassandraSettings.parse(
                "cassandra://" + login + "@" + server.address() + "/" + CassandraServer.KEYSPACE + "?tls=on" + options);
    }
}
