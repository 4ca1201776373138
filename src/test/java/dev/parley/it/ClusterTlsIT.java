package dev.parley.it;

import static org.assertj.core.api.Assertions.assertThat;

import dev.parley.Eventually;
import dev.parley.servers.Pem;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Processes that meet by certificates alone. */
class ClusterTlsIT {
    @TempDir
    private Path folder;

    private static ParleyProcess with(ParleyProcess process, Pem shown, Pem trusted) {
        return process.with(
                        "PARLEY_CLUSTER_TLS_CERTIFICATE", shown.certificate().toString())
                .with("PARLEY_CLUSTER_TLS_KEY", shown.key().toString())
                .with("PARLEY_CLUSTER_TLS_AUTHORITY", trusted.authority().toString());
    }

    private static ParleyProcess edge(Cluster cluster, String name, Pem pem) throws IOException {
        return with(cluster.member(name), pem, pem).with("PARLEY_VERTICLES", "api,edge,router");
    }

    @Test
    void nodesOfOneAuthorityServeOnThoughOneIsKilledAndAStrangerStaysOut() throws Exception {
        Cluster cluster = new Cluster(folder, 4);
        try (ParleyProcess all = with(cluster.member("all"), Pem.OURS, Pem.OURS);
                ParleyProcess edge = edge(cluster, "edge", Pem.OURS);
                ParleyProcess killed = edge(cluster, "killed", Pem.OURS);
                ParleyProcess stranger = edge(cluster, "stranger", Pem.THEIRS)) {
            all.start();
            edge.launch();
            killed.launch();
            stranger.launch();
            edge.awaitReady();
            killed.awaitReady();
            Device ann = Device.signUp(edge.api(), "ann");
            Device ben = Device.signUp(all.api(), "ben");
            try (Socket onKilled = ann.connect(killed.edge(), Optional.empty());
                    Socket onAll = ben.connect(all.edge(), Optional.empty())) {
                onAll.awaitAccepted(onAll.send(ann.user(), "before"));
                onKilled.awaitText("before");
                killed.kill();
            }
            try (Socket onEdge = ann.connect(edge.edge(), Optional.empty());
                    Socket onAll = ben.connect(all.edge(), Optional.empty())) {
                onEdge.awaitAccepted(onEdge.send(ben.user(), "after"));
                onAll.awaitText("after");
            }
            stranger.awaitHealth("live", 200, Duration.ofMinutes(1));
            Eventually.holds("the stranger says why", () -> stranger.output().stream()
                    .anyMatch(line -> line.contains("is no member of this cluster to this node")));
            assertThat(stranger.health("ready"))
                    .as("without accounts and stores")
                    .isEqualTo(503);
        }
    }

    @Test
    void aNodeThatNobodyCouldBelieveDoesNotStart() throws Exception {
        try (ParleyProcess alone = with(new Cluster(folder, 1).member("alone"), Pem.THEIRS, Pem.OURS)) {
            alone.launch();
            assertThat(alone.awaitExit(Duration.ofMinutes(1))).isNotZero();
            assertThat(alone.output())
                    .anyMatch(line -> line.startsWith(
                            "Parley cannot start: the cluster did not start: no node with the same files"));
        }
    }
}
