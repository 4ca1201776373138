package dev.parley.boot;

import static org.assertj.core.api.Assertions.assertThat;

import com.hazelcast.config.Config;
import com.hazelcast.config.JoinConfig;
import dev.parley.config.SettingsLoader;
import io.vertx.core.json.JsonObject;
import java.util.Map;
import org.junit.jupiter.api.Test;

class ClusteringTest {
    @Test
    void joinsThoseThatWereNamed() {
        JoinConfig join = join(Map.of("PARLEY_CLUSTER_MEMBERS", "10.0.0.2:5701"));
        assertThat(join.getTcpIpConfig().isEnabled()).isTrue();
        assertThat(join.getTcpIpConfig().getMembers()).containsExactly("127.0.0.1:5701", "10.0.0.2:5701");
        assertThat(join.getKubernetesConfig().isEnabled()).isFalse();
    }

    @Test
    void joinsThePodsOfAServiceInstead() {
        JoinConfig join = join(Map.of("PARLEY_CLUSTER_SERVICE", "parley-nodes", "PARLEY_CLUSTER_PORT", "5800"));
        assertThat(join.getKubernetesConfig().isEnabled()).isTrue();
        assertThat(join.getKubernetesConfig().getProperties())
                .containsOnly(Map.entry("service-dns", "parley-nodes"), Map.entry("service-port", "5800"));
        assertThat(join.getTcpIpConfig().isEnabled()).isFalse();
        assertThat(join.getMulticastConfig().isEnabled()).isFalse();
    }

    @Test
    void threeProcessesHaveEachListOfSessions() {
        Config config = config(Map.of());
        assertThat(config.findMapConfig("parley.sessions").getBackupCount()).isEqualTo(2);
        assertThat(config.findMapConfig("parley.presence").getBackupCount()).isEqualTo(1);
    }

    private static JoinConfig join(Map<String, String> environment) {
        return config(environment).getAdvancedNetworkConfig().getJoin();
    }

    static Config config(Map<String, String> environment) {
        return Clustering.config(
                SettingsLoader.load(new JsonObject(), environment).cluster());
    }
}
