package dev.parley.boot;

import static org.assertj.core.api.Assertions.assertThat;

import dev.parley.config.SettingsLoader;
import io.vertx.core.json.JsonObject;
import java.io.IOException;
import java.net.BindException;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class StartFailureTest {
    private final StartFailure failures =
            new StartFailure(SettingsLoader.load(new JsonObject(), Map.of("PARLEY_EDGE_PORT", "9001")));

    @Test
    void namesThePortInUseAndItsSetting() {
        assertThat(failures.of(VerticleName.EDGE, new IOException(new BindException("Address already in use"))))
                .hasMessage("edge did not start: port 9001 is in use, set another as PARLEY_EDGE_PORT");
        assertThat(failures.ofPlatform(Optional.of(new BindException("Port [5701] is already in use"))))
                .hasMessage("the cluster did not start: port 5701 is in use, set another as PARLEY_CLUSTER_PORT");
    }

    @Test
    void givesTheInnermostReasonOnOneLine() {
        Exception cause = new IllegalStateException("outer", new IOException("the disk\n  is full"));

        assertThat(failures.of(VerticleName.PERSISTENCE, cause))
                .hasMessage("persistence did not start: the disk is full");
    }

    @Test
    void saysSomethingOfAFailureWithoutAMessage() {
        assertThat(failures.of(VerticleName.ROUTER, new NullPointerException()))
                .hasMessage("router did not start: NullPointerException");
        assertThat(failures.ofPlatform(Optional.empty())).hasMessage("the cluster did not start: it took too long");
    }
}
