package dev.parley.store.cassandra;

import static dev.parley.store.StoreUnderTest.await;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.parley.model.Failure;
import dev.parley.model.FailureCode;
import dev.parley.servers.CassandraServer;
import dev.parley.store.MessageStores;
import dev.parley.store.StoreUnderTest;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Opening a store whose cluster is not there, or not yet. */
class OpeningIT {
    private final Vertx vertx = Vertx.vertx();
    private final LogLines log = new LogLines();
    private CassandraSettings settings;
    private CassandraServer server;

    @BeforeEach
    void serve() throws Exception {
        settings = TestKeyspace.lasting();
        server = CassandraServer.shared();
    }

    @AfterEach
    void close() {
        log.close();
        await(vertx.close());
    }

    @Test
    void waitsWithALineAtATimeUntilTheClusterAnswers() throws Exception {
        server.kill();

        Future<MessageStores> opening = open(settings);
        Senders.until(() -> waitingLines() >= 2);
        assertThat(opening.isComplete()).isFalse();
        server.restart();
        Senders.until(opening::isComplete);

        await(await(opening).close());
        assertThat(log.all()).anySatisfy(line -> assertThat(line)
                .matches("Waiting for Cassandra at 127\\.0\\.0\\.1:\\d+/parley_tests, \\d+ s left: .*refused.*"));
        assertThat(log.all()).noneSatisfy(line -> assertThat(line).contains("\n"));
    }

    @Test
    void givesUpWhenTheTimeIsOver() throws Exception {
        server.kill();
        try {
            assertGivenUp();
        } finally {
            server.restart();
        }
    }

    @Test
    void givesUpOnAClusterThatTakesConnectionsAndDoesNotAnswer() throws Exception {
        server.freeze();
        try {
            assertGivenUp();
        } finally {
            server.thaw();
        }
    }

    private void assertGivenUp() throws Exception {
        CassandraSettings impatient =
                CassandraSettings.parse("cassandra://u:Tr0ubadour@" + server.address() + "/x?start=2");
        assertThatThrownBy(() -> await(open(impatient)))
                .isInstanceOfSatisfying(
                        Failure.class, failure -> assertThat(failure.code()).isEqualTo(FailureCode.UNAVAILABLE))
                .hasMessageStartingWith("Cassandra at " + server.address() + "/x cannot be used: ");
        assertThat(waitingLines()).isPositive();
        assertThat(log.all()).noneSatisfy(line -> assertThat(line).contains("Tr0ubadour"));
    }

    private long waitingLines() {
        return log.all().stream()
                .filter(line -> line.startsWith("Waiting for Cassandra"))
                .count();
    }

    private Future<MessageStores> open(CassandraSettings with) {
        return CassandraStores.open(vertx, with, StoreUnderTest.LIFE, System::currentTimeMillis);
    }
}
