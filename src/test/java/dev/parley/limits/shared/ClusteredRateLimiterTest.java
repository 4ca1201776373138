package dev.parley.limits.shared;

import dev.parley.TestCluster;
import dev.parley.limits.RateLimiter;
import dev.parley.limits.RateLimiterContract;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.TestInstance.Lifecycle;

/** The shared-data adapter on two members of a Hazelcast cluster. */
@TestInstance(Lifecycle.PER_CLASS)
class ClusteredRateLimiterTest implements RateLimiterContract {
    private TestCluster cluster;
    private RateLimiter here;
    private RateLimiter there;

    @BeforeAll
    void open() {
        cluster = new TestCluster();
        here = RateLimiterContract.await(SharedRateLimiter.open(cluster.one()));
        there = RateLimiterContract.await(SharedRateLimiter.open(cluster.two()));
    }

    @AfterAll
    void close() {
        cluster.close();
    }

    @Override
    public RateLimiter here() {
        return here;
    }

    @Override
    public RateLimiter there() {
        return there;
    }
}
