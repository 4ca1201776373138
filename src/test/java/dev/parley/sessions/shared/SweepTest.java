package dev.parley.sessions.shared;

import static org.assertj.core.api.Assertions.assertThat;

import dev.parley.model.DeviceId;
import dev.parley.model.NodeId;
import dev.parley.model.SessionId;
import dev.parley.model.UserId;
import dev.parley.sessions.ListedSession;
import dev.parley.sessions.NodeLease;
import dev.parley.sessions.SessionDirectory;
import dev.parley.sessions.SessionDirectoryContract;
import io.vertx.core.Vertx;
import io.vertx.core.shareddata.AsyncMap;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.LongStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class SweepTest {
    private static final Duration LEASE = Duration.ofSeconds(30);

    private final Vertx vertx = Vertx.vertx();
    private final SessionDirectory directory = SessionDirectoryContract.await(SharedSessionDirectory.open(vertx));
    private final AsyncMap<String, String> lists =
            SessionDirectoryContract.await(vertx.sharedData().getAsyncMap("parley.sessions"));

    @AfterEach
    void close() {
        SessionDirectoryContract.await(vertx.close());
    }

    @Test
    void takesTheSessionsOfADeadNodeOffTheListsOfAllUsers() {
        NodeId dead = SessionDirectoryContract.newNode();
        NodeId living = SessionDirectoryContract.newNode();
        NodeLease lease = renew(dead);
        renew(living);
        LongStream.rangeClosed(1, 2_000).forEach(user -> connect(user, 1, dead));
        connect(1, 2, living);
        connect(3_000, 1, living);
        SessionDirectoryContract.await(directory.release(dead, lease.number()));
        SessionDirectoryContract.eventually(() -> SessionDirectoryContract.await(lists.size()) == 2);
        assertThat(located(1)).isEqualTo(Map.of(new UserId(1), Set.of(living)));
        assertThat(located(3_000)).isEqualTo(Map.of(new UserId(3_000), Set.of(living)));
    }

    @Test
    void aUserWhoIsMetAgainIsCleanedAtOnce() {
        NodeId dead = SessionDirectoryContract.newNode();
        NodeId living = SessionDirectoryContract.newNode();
        connect(1, 1, dead);
        renew(living);
        connect(1, 2, living);
        assertThat(SessionDirectoryContract.await(lists.get("1"))).doesNotContain(dead.value());
    }

    private NodeLease renew(NodeId node) {
        return SessionDirectoryContract.await(directory.renew(node, Optional.empty(), LEASE));
    }

    private void connect(long user, long device, NodeId node) {
        SessionId session = new SessionId("s" + user + "-" + device);
        SessionDirectoryContract.await(directory.connect(
                new ListedSession(session, new UserId(user), Optional.of(new DeviceId(device)), node, true)));
    }

    private Map<UserId, Set<NodeId>> located(long user) {
        return SessionDirectoryContract.await(directory.locate(Set.of(new UserId(user))));
    }
}
