package dev.parley.cluster;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.parley.config.Settings;
import dev.parley.servers.Pem;
import io.vertx.core.Vertx;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;

class MemberCertificateTest {
    private static final Vertx VERTX = Vertx.vertx();

    @AfterAll
    static void close() {
        VERTX.close().await();
    }

    private static MemberCertificate read(Path certificate, Path key, Path authority) {
        return MemberCertificate.read(VERTX, new Settings.MutualTls(new Settings.Tls(certificate, key), authority));
    }

    @Test
    void filesThatFitTogetherAreTaken() {
        assertThat(read(Pem.OURS.certificate(), Pem.OURS.key(), Pem.OURS.authority()))
                .isNotNull();
    }

    @Test
    void filesByWhichNobodyWouldBelieveThisNodeAreNamed() {
        assertThatThrownBy(() -> read(Pem.OURS.certificate(), Pem.OURS.key(), Pem.THEIRS.authority()))
                .hasMessageStartingWith("no node with the same files for PARLEY_CLUSTER_TLS_")
                .hasMessageContaining("ours.pem")
                .hasMessageContaining("certification path");
        assertThatThrownBy(() -> read(Pem.OURS.certificate(), Pem.THEIRS.key(), Pem.OURS.authority()))
                .hasMessageStartingWith("no node with the same files for PARLEY_CLUSTER_TLS_");
    }

    @Test
    void aFileThatIsMissingIsNamed() {
        assertThatThrownBy(() -> read(Path.of("missing.pem"), Pem.OURS.key(), Pem.OURS.authority()))
                .hasMessageContaining("missing.pem");
    }
}
