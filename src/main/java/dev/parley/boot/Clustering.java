package dev.parley.boot;

import com.hazelcast.config.AdvancedNetworkConfig;
import com.hazelcast.config.Config;
import com.hazelcast.config.JoinConfig;
import com.hazelcast.config.KubernetesConfig;
import com.hazelcast.config.MapConfig;
import com.hazelcast.config.MergePolicyConfig;
import com.hazelcast.config.MultiMapConfig;
import com.hazelcast.config.MultiMapConfig.ValueCollectionType;
import com.hazelcast.config.ServerSocketEndpointConfig;
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
import java.util.Map;

/** How nodes are to meet: Hazelcast over TCP to those that were named or are found by DNS, noticing a dead one within seconds, and the event bus. */
final class Clustering {
    /** The maps of vertx-hazelcast, as its own default configuration names them. */
    private static final List<String> MAPS = List.of("__vertx.haInfo", "__vertx.nodeInfo");

    /** How many copies there are beside each entry of a map. */
    static final int BACKUPS = 1;

    /** The same of who is where: each list is in three processes, which look there (ADR 33). */
    static final int LISTS_BACKUPS = 2;

    /** Most connect within milliseconds, and who waits for one that does not keeps others waiting. */
    private static final int CONNECT_SECONDS = 3;
    /** Closing sends what is still to be sent; with 0 it is thrown away. */
    private static final int AS_THE_SYSTEM_DOES = -1;

    /** Has a cluster be well again within ten seconds. What Hazelcast has instead suits one that may take minutes (ADR 35). */
    private static final Map<String, String> WITHIN_SECONDS = Map.of(
            "hazelcast.heartbeat.interval.seconds", "1",
            "hazelcast.max.no.heartbeat.seconds", "5",
            "hazelcast.mastership.claim.timeout.seconds", "12",
            "hazelcast.merge.first.run.delay.seconds", "2",
            "hazelcast.merge.next.run.delay.seconds", "2",
            "hazelcast.operation.call.timeout.millis", "5000",
            "hazelcast.partition.count", "31",
            "hazelcast.partition.table.send.interval", "3");

    private static final String SUBSCRIPTIONS = "__vertx.subs";

    private Clustering() {}

    static Config config(Settings.Cluster cluster) {
        Config config = new Config().setClusterName("parley").setAdvancedNetworkConfig(network(cluster));
        config.setProperty("hazelcast.logging.type", "slf4j")
                .setProperty("hazelcast.phone.home.enabled", "false")
                .setProperty("hazelcast.metrics.enabled", "false")
                .setProperty("hazelcast.socket.bind.any", "false")
                .setProperty("hazelcast.wait.seconds.before.join", "0")
                .setProperty("hazelcast.graceful.shutdown.max.wait", "10");
        WITHIN_SECONDS.forEach(config::setProperty);
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

    /**
     * Has the event bus be where the others find it, and open to them alone where that is set. What waits for a connection goes out
     * when there is one, however late, so it is not waited for long.
     */
    static EventBusOptions bus(Settings.Cluster cluster, EventBusOptions options) {
        cluster.tls().ifPresent(tls -> MutualTls.require(tls, options));
        return options.setHost(cluster.host()).setConnectTimeout(CONNECT_SECONDS * 1_000);
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

    private static AdvancedNetworkConfig network(Settings.Cluster cluster) {
        JoinConfig join = new JoinConfig();
        join.getMulticastConfig().setEnabled(false);
        join.getAutoDetectionConfig().setEnabled(false);
        cluster.service()
                .ifPresentOrElse(
                        service -> podsOf(service, cluster.port(), join.getKubernetesConfig()),
                        () -> named(cluster, join.getTcpIpConfig()));
        return new AdvancedNetworkConfig()
                .setEnabled(true)
                .setMemberEndpointConfig(port(cluster))
                .setJoin(join);
    }

    /** For members alone: a port for whoever comes keeps a thread busy while it waits for one that does not answer (ADR 35). */
    private static ServerSocketEndpointConfig port(Settings.Cluster cluster) {
        ServerSocketEndpointConfig port =
                new ServerSocketEndpointConfig().setPort(cluster.port()).setPortAutoIncrement(false);
        port.setSocketConnectTimeoutSeconds(CONNECT_SECONDS);
        port.setSocketLingerSeconds(AS_THE_SYSTEM_DOES);
        port.getInterfaces().setEnabled(true).addInterface(address(cluster.host()));
        return port;
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
