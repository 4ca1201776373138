package dev.parley.sessions.shared;

import dev.parley.TestCluster;
import dev.parley.sessions.SessionDirectory;
import dev.parley.sessions.SessionDirectoryContract;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
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

    @Override
    public SessionDirectory here() {
        return here;
    }

    @Override
    public SessionDirectory there() {
        return there;
    }
}
