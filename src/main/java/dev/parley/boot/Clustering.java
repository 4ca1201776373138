package dev.parley.boot;

import com.hazelcast.config.Config;
import com.hazelcast.config.JoinConfig;
import com.hazelcast.config.KubernetesConfig;
import com.hazelcast.config.MapConfig;
import com.hazelcast.config.MergePolicyConfig;
import com.hazelcast.config.MultiMapConfig;
import com.hazelcast.config.MultiMapConfig.ValueCollectionType;
import com.hazelcast.config.NetworkConfig;
import com.hazelcast.config.TcpIpConfig;
import com.hazelcast.spi.merge.LatestUpdateMergePolicy;
import dev.parley.cluster.TlsClusterManager;
import dev.parley.config.Settings;
import dev.parley.listen.MutualTls;
import io.vertx.core.eventbus.EventBusOptions;
import io.vertx.spi.cluster.hazelcast.HazelcastClusterManager;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.List;

/** How nodes are to meet: Hazelcast over TCP to those that were named or are found by DNS, noticing a dead one within seconds, and the event bus. */
final class Clustering {
    /** The maps of vertx-hazelcast, as its own default configuration names them. */
    private static final List<String> MAPS = List.of("__vertx.haInfo", "__vertx.nodeInfo");

    /** How many copies there are beside each entry of a map. */
    static final int BACKUPS = 1;

    /** The same of who is where: each list is in three processes, which look there (ADR 33). */
    static final int LISTS_BACKUPS = 2;

    private static final String SUBSCRIPTIONS = "__vertx.subs";

    private Clustering() {}

    static Config config(Settings.Cluster cluster) {
        Config config = new Config().setClusterName("parley").setNetworkConfig(network(cluster));
        config.setProperty("hazelcast.logging.type", "slf4j")
                .setProperty("hazelcast.phone.home.enabled", "false")
                .setProperty("hazelcast.metrics.enabled", "false")
                .setProperty("hazelcast.socket.bind.any", "false")
                .setProperty("hazelcast.wait.seconds.before.join", "0")
                .setProperty("hazelcast.heartbeat.interval.seconds", "1")
                .setProperty("hazelcast.max.no.heartbeat.seconds", "5")
                .setProperty("hazelcast.merge.first.run.delay.seconds", "2")
                .setProperty("hazelcast.merge.next.run.delay.seconds", "2")
                .setProperty("hazelcast.graceful.shutdown.max.wait", "10");
        MAPS.forEach(name -> config.addMapConfig(replicated(name)));
        config.addMapConfig(replicated("parley.*"));
        config.addMapConfig(replicated("parley.sessions").setBackupCount(LISTS_BACKUPS));
        config.addMultiMapConfig(new MultiMapConfig(SUBSCRIPTIONS)
                .setBackupCount(BACKUPS)
                .setValueCollectionType(ValueCollectionType.SET));
        return config;
    }

    /** Has nodes meet so, and show each other their certificates where that is set. */
    static HazelcastClusterManager manager(Settings.Cluster cluster, Config config) {
        return cluster.tls()
                .map(tls -> TlsClusterManager.of(config, tls))
                .orElseGet(() -> new HazelcastClusterManager(config));
    }

    /** Has the event bus be where the others find it, and open to them alone where that is set. */
    static EventBusOptions bus(Settings.Cluster cluster, EventBusOptions options) {
        cluster.tls().ifPresent(tls -> MutualTls.require(tls, options));
        return options.setHost(cluster.host());
    }

    /** After a split, the later write of the two halves stands; it takes statistics of entries to know which that is. */
    private static MapConfig replicated(String name) {
        return new MapConfig(name)
                .setBackupCount(BACKUPS)
                .setPerEntryStatsEnabled(true)
                .setMergePolicyConfig(new MergePolicyConfig().setPolicy(LatestUpdateMergePolicy.class.getName()));
    }

    /** Hazelcast knows the interfaces of this machine by address. A name that is not known here fails as it is when it binds. */
    private static String address(String host) {
        try {
            return InetAddress.getByName(host).getHostAddress();
        } catch (UnknownHostException unknown) {
            return host;
        }
    }

    private static NetworkConfig network(Settings.Cluster cluster) {
        NetworkConfig network = new NetworkConfig().setPort(cluster.port()).setPortAutoIncrement(false);
        network.getInterfaces().setEnabled(true).addInterface(address(cluster.host()));
        JoinConfig join = network.getJoin();
        join.getMulticastConfig().setEnabled(false);
        join.getAutoDetectionConfig().setEnabled(false);
        cluster.service()
                .ifPresentOrElse(
                        service -> podsOf(service, cluster.port(), join.getKubernetesConfig()),
                        () -> named(cluster, join.getTcpIpConfig()));
        return network;
    }

    private static void named(Settings.Cluster cluster, TcpIpConfig join) {
        join.setEnabled(true).addMember(cluster.host() + ":" + cluster.port());
        cluster.members().forEach(join::addMember);
    }

    /** By DNS, which needs no permission to ask Kubernetes itself. */
    private static void podsOf(String service, int port, KubernetesConfig join) {
        join.setEnabled(true).setProperty("service-dns", service).setProperty("service-port", String.valueOf(port));
    }
}
