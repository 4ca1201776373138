package dev.parley;

import static org.assertj.core.api.Assertions.assertThat;

import com.hazelcast.config.Config;
import com.hazelcast.config.JoinConfig;
import com.hazelcast.core.HazelcastInstance;
import dev.parley.servers.Ports;
import io.vertx.core.Vertx;
import io.vertx.core.VertxOptions;
import io.vertx.core.internal.VertxInternal;
import io.vertx.spi.cluster.hazelcast.HazelcastClusterManager;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;

/**
 * Two Vert.x instances that are a cluster, within this JVM and on the loopback interface. Each of them has a copy of every part of
 * the shared data from the beginning.
 */
public final class TestCluster implements AutoCloseable {
    private static final String LOOPBACK = "127.0.0.1";

    private final List<Vertx> members = new ArrayList<>();

    public TestCluster() {
        List<Integer> ports = List.of(Ports.free(), Ports.free());
        ports.forEach(port -> members.add(join(port, ports)));
        Instant limit = Instant.now().plusSeconds(60);
        while (!members.stream().allMatch(TestCluster::seesAllCopies)) {
            assertThat(Instant.now()).isBefore(limit);
            LockSupport.parkNanos(5_000_000);
        }
    }

    public Vertx one() {
        return members.get(0);
    }

    public Vertx two() {
        return members.get(1);
    }

    @Override
    public void close() {
        members.forEach(member -> member.close().timeout(30, TimeUnit.SECONDS).await());
    }

    /** The Hazelcast that makes {@code member} part of the cluster. */
    public static HazelcastInstance hazelcast(Vertx member) {
        return ((HazelcastClusterManager) ((VertxInternal) member).clusterManager()).getHazelcastInstance();
    }

    private static boolean seesAllCopies(Vertx member) {
        return hazelcast(member).getPartitionService().isClusterSafe();
    }

    private static Vertx join(int port, List<Integer> ports) {
        VertxOptions options = new VertxOptions();
        options.getEventBusOptions().setHost(LOOPBACK).setPort(0);
        return Vertx.builder()
                .with(options)
                .withClusterManager(new HazelcastClusterManager(config(port, ports)))
                .buildClustered()
                .timeout(60, TimeUnit.SECONDS)
                .await();
    }

    private static Config config(int port, List<Integer> ports) {
        Config config = new Config().setClusterName("test-" + ports.get(0));
        config.setProperty("hazelcast.logging.type", "slf4j");
        config.setProperty("hazelcast.wait.seconds.before.join", "0");
        config.setProperty("hazelcast.phone.home.enabled", "false");
        config.setProperty("hazelcast.metrics.enabled", "false");
        config.getNetworkConfig().setPort(port).setPortAutoIncrement(false);
        config.getNetworkConfig().getInterfaces().setEnabled(true).addInterface(LOOPBACK);
        JoinConfig join = config.getNetworkConfig().getJoin();
        join.getAutoDetectionConfig().setEnabled(false);
        join.getMulticastConfig().setEnabled(false);
        join.getTcpIpConfig().setEnabled(true);
        ports.forEach(each -> join.getTcpIpConfig().addMember(LOOPBACK + ":" + each));
        return config;
    }
}
