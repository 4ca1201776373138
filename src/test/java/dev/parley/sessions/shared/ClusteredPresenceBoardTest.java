package dev.parley.sessions.shared;

import static dev.parley.sessions.SessionDirectoryContract.await;

import dev.parley.TestCluster;
import dev.parley.model.NodeNumber;
import dev.parley.sessions.PresenceBoard;
import dev.parley.sessions.PresenceBoardContract;
import dev.parley.sessions.SessionDirectory;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.TestInstance.Lifecycle;

/** The board in shared data on two members of a Hazelcast cluster. */
@TestInstance(Lifecycle.PER_CLASS)
class ClusteredPresenceBoardTest implements PresenceBoardContract {
    private final AtomicLong wall = new AtomicLong(1_800_000_000_000L);
    private TestCluster cluster;
    private SessionDirectory directory;
    private PresenceBoard here;
    private PresenceBoard there;

    @BeforeAll
    void open() {
        cluster = new TestCluster();
        directory = await(SharedSessionDirectory.open(cluster.one(), wall::get, NodeNumber.COUNT));
        here = await(SharedPresenceBoard.open(cluster.one(), wall::get));
        there = await(SharedPresenceBoard.open(cluster.two(), wall::get));
    }

    @AfterAll
    void close() {
        cluster.close();
    }

    @Override
    public PresenceBoard here() {
        return here;
    }

    @Override
    public PresenceBoard there() {
        return there;
    }

    @Override
    public SessionDirectory directory() {
        return directory;
    }

    @Override
    public void pass(Duration time) {
        wall.addAndGet(time.toMillis());
    }
}
