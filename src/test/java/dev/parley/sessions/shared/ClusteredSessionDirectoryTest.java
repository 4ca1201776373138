package dev.parley.sessions.shared;

import static org.assertj.core.api.Assertions.assertThat;

import dev.parley.TestCluster;
import dev.parley.model.NodeId;
import dev.parley.model.UserId;
import dev.parley.sessions.SessionDirectory;
import dev.parley.sessions.SessionDirectoryContract;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.TestInstance.Lifecycle;

/** The shared-data adapter on two members of a Hazelcast cluster. */
@TestInstance(Lifecycle.PER_CLASS)
class ClusteredSessionDirectoryTest implements SessionDirectoryContract {
    private TestCluster cluster;
    private SessionDirectory here;
    private SessionDirectory there;

    @BeforeAll
    void open() {
        cluster = new TestCluster();
        here = SessionDirectoryContract.await(SharedSessionDirectory.open(cluster.one()));
        there = SessionDirectoryContract.await(SharedSessionDirectory.open(cluster.two()));
    }

    @AfterAll
    void close() {
        cluster.close();
    }

    @Test
    void peopleAreFoundInEitherMemberWithoutAskingTheOther() {
        NodeId node = SessionDirectoryContract.newNode();
        SessionDirectoryContract.await(here.renew(node, Optional.empty(), LONG));
        Set<UserId> users =
                Stream.generate(SessionDirectoryContract::newUser).limit(20).collect(Collectors.toSet());
        users.forEach(user -> SessionDirectoryContract.await(
                here.connect(SessionDirectoryContract.session(user, Optional.empty(), node))));
        long asked = asked();

        assertThat(SessionDirectoryContract.await(here.locate(users))).containsOnlyKeys(users);
        assertThat(SessionDirectoryContract.await(there.locate(users))).containsOnlyKeys(users);
        assertThat(asked()).isEqualTo(asked);
    }

    private long asked() {
        return Stream.of(cluster.one(), cluster.two())
                .map(TestCluster::hazelcast)
                .mapToLong(member ->
                        member.getMap("parley.sessions").getLocalMapStats().getGetOperationCount())
                .sum();
    }

    @Override
    public SessionDirectory here() {
        return here;
    }

    @Override
    public SessionDirectory there() {
        return there;
    }
}
