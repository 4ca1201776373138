package dev.parley.cluster;

import com.hazelcast.config.Config;
import com.hazelcast.config.JoinConfig;
import com.hazelcast.core.HazelcastInstance;
import com.hazelcast.instance.impl.DefaultNodeContext;
import com.hazelcast.instance.impl.HazelcastInstanceFactory;
import com.hazelcast.instance.impl.NodeContext;
import com.hazelcast.map.IMap;
import dev.parley.config.Settings;
import dev.parley.servers.Pem;
import dev.parley.servers.Ports;
import io.vertx.core.Vertx;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Level;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.TearDown;

/** One member asks another, over loopback, what a map has there: one question after the other. */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.MICROSECONDS)
public class MemberBenchmark {
    private static final int SHORT = 100;
    private static final int LONG = 100_000;

    private final List<Integer> ports = List.of(Ports.free(), Ports.free());

    @Param({"off", "on"})
    private String tls;

    private List<HazelcastInstance> members;
    private IMap<String, byte[]> map;
    private String there;
    private String large;

    @Setup(Level.Trial)
    public void meet() {
        members = ports.stream().map(this::member).toList();
        map = members.get(0).getMap("benchmark");
        there = keyThere();
        large = keyThere();
        map.set(there, new byte[SHORT]);
        map.set(large, new byte[LONG]);
    }

    @TearDown(Level.Trial)
    public void part() {
        members.forEach(HazelcastInstance::shutdown);
    }

    @Benchmark
    public byte[] askForLittle() {
        return map.get(there);
    }

    @Benchmark
    public byte[] askForMuch() {
        return map.get(large);
    }

    private String keyThere() {
        HazelcastInstance one = members.get(0);
        return Stream.generate(() -> UUID.randomUUID().toString())
                .filter(key -> !one.getPartitionService()
                        .getPartition(key)
                        .getOwner()
                        .equals(one.getCluster().getLocalMember()))
                .findFirst()
                .orElseThrow();
    }

    private HazelcastInstance member(int port) {
        return HazelcastInstanceFactory.newHazelcastInstance(config(port), null, context());
    }

    private NodeContext context() {
        if (tls.equals("off")) {
            return new DefaultNodeContext();
        }
        Vertx reading = Vertx.vertx();
        MemberCertificate certificate =
                MemberCertificate.read(reading, new Settings.MutualTls(Pem.OURS.files(), Pem.OURS.authority()));
        reading.close().await();
        return new TlsNodeContext(certificate);
    }

    private Config config(int port) {
        Config config = new Config()
                .setProperty("hazelcast.logging.type", "slf4j")
                .setProperty("hazelcast.wait.seconds.before.join", "0")
                .setProperty("hazelcast.phone.home.enabled", "false");
        config.getNetworkConfig().setPort(port).setPortAutoIncrement(false);
        JoinConfig join = config.getNetworkConfig().getJoin();
        join.getAutoDetectionConfig().setEnabled(false);
        join.getMulticastConfig().setEnabled(false);
        join.getTcpIpConfig().setEnabled(true);
        ports.forEach(each -> join.getTcpIpConfig().addMember("127.0.0.1:" + each));
        return config;
    }
}
