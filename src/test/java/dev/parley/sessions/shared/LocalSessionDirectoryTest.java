package dev.parley.sessions.shared;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.parley.model.Failure;
import dev.parley.model.FailureCode;
import dev.parley.model.NodeId;
import dev.parley.model.NodeNumber;
import dev.parley.sessions.SessionDirectory;
import dev.parley.sessions.SessionDirectoryContract;
import io.vertx.core.Vertx;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** The shared-data adapter within one process. */
class LocalSessionDirectoryTest implements SessionDirectoryContract {
    private static final Vertx VERTX = Vertx.vertx();
    private static final Duration LEASE = Duration.ofSeconds(10);

    private final Vertx alone = Vertx.vertx();
    private final SessionDirectory here = SessionDirectoryContract.await(SharedSessionDirectory.open(VERTX));
    private final SessionDirectory there = SessionDirectoryContract.await(SharedSessionDirectory.open(VERTX));

    @AfterAll
    static void closeShared() {
        SessionDirectoryContract.await(VERTX.close());
    }

    @AfterEach
    void close() {
        SessionDirectoryContract.await(alone.close());
    }

    @Override
    public SessionDirectory here() {
        return here;
    }

    @Override
    public SessionDirectory there() {
        return there;
    }

    @Test
    void anotherNodeGetsANumberThatRestedAfterItsLeaseRanOut() {
        AtomicLong wall = new AtomicLong(1_000_000);
        SessionDirectory directory = withOneNumber(wall);
        renew(directory, new NodeId("first"), Optional.empty());
        wall.addAndGet(LEASE.plus(NodeNumber.REST).toMillis() - 1);
        assertThatThrownBy(() -> renew(directory, new NodeId("second"), Optional.empty()))
                .isInstanceOfSatisfying(
                        Failure.class, failure -> assertThat(failure.code()).isEqualTo(FailureCode.UNAVAILABLE));
        wall.incrementAndGet();
        assertThat(renew(directory, new NodeId("second"), Optional.empty())).isEqualTo(new NodeNumber(0));
    }

    @Test
    void anotherNodeGetsANumberThatRestedAfterItsRelease() {
        AtomicLong wall = new AtomicLong(1_000_000);
        SessionDirectory directory = withOneNumber(wall);
        NodeNumber number = renew(directory, new NodeId("first"), Optional.empty());
        SessionDirectoryContract.await(directory.release(new NodeId("first"), number));
        wall.addAndGet(NodeNumber.REST.toMillis() - 1);
        assertThatThrownBy(() -> renew(directory, new NodeId("second"), Optional.of(number)))
                .isInstanceOf(Failure.class);
        wall.incrementAndGet();
        assertThat(renew(directory, new NodeId("second"), Optional.empty())).isEqualTo(number);
    }

    @Test
    void everyNodeListsItsSessionsAgainOnceTheyAreDoubted() {
        SessionDirectory directory = SessionDirectoryContract.await(SharedSessionDirectory.open(alone));
        List<NodeId> nodes = List.of(new NodeId("one"), new NodeId("other"));
        List<String> before = marks(directory, nodes);
        SessionDirectoryContract.await(SharedSessionDirectory.doubt(alone));
        List<String> doubted = marks(directory, nodes);
        assertThat(doubted).doesNotContainAnyElementsOf(before);
        assertThat(marks(directory, nodes)).isEqualTo(doubted);
    }

    private static List<String> marks(SessionDirectory directory, List<NodeId> nodes) {
        return nodes.stream()
                .map(node -> SessionDirectoryContract.await(directory.renew(node, Optional.empty(), LEASE))
                        .mark())
                .toList();
    }

    @Test
    void aNodeThatComesBackAfterItsNumberWasTakenGetsAnother() {
        AtomicLong wall = new AtomicLong(1_000_000);
        SessionDirectory directory = open(wall, 2);
        NodeId late = new NodeId("late");
        NodeNumber number = renew(directory, late, Optional.empty());
        wall.addAndGet(LEASE.plus(NodeNumber.REST).toMillis());
        assertThat(renew(directory, new NodeId("thief"), Optional.of(number))).isEqualTo(number);
        assertThat(renew(directory, late, Optional.of(number))).isNotEqualTo(number);
    }

    private static NodeNumber renew(SessionDirectory directory, NodeId node, Optional<NodeNumber> held) {
        return SessionDirectoryContract.await(directory.renew(node, held, LEASE))
                .number();
    }

    private SessionDirectory withOneNumber(AtomicLong wall) {
        return open(wall, 1);
    }

    private SessionDirectory open(AtomicLong wall, int numbers) {
        return SessionDirectoryContract.await(SharedSessionDirectory.open(alone, wall::get, numbers));
    }
}
