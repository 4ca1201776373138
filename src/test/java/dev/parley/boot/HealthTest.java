package dev.parley.boot;

import static org.assertj.core.api.Assertions.assertThat;

import dev.parley.bus.Bus;
import dev.parley.config.Settings;
import dev.parley.ops.OneNode;
import dev.parley.ops.OpsVerticle;
import dev.parley.servers.Pem;
import dev.parley.servers.Ports;
import io.vertx.core.Vertx;
import java.io.IOException;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The health check of containers asks the ops port of the same settings. */
class HealthTest {
    private final Vertx vertx = Vertx.vertx();

    @AfterEach
    void close() {
        vertx.close().await();
    }

    @ParameterizedTest
    @ValueSource(booleans = {false, true})
    void asksWithTlsAndWithout(boolean tls) {
        Settings.Ops ops = serve(tls ? Optional.of(Pem.OURS.files()) : Optional.empty());
        assertThat(Health.isWell(ops, "live")).isTrue();
        assertThat(Health.isWell(ops, "nothing")).isFalse();
    }

    @Test
    void anotherCertificateIsNobodyItKnows() throws IOException {
        Settings.Ops ops = serve(Optional.of(Pem.OURS.files()));
        assertThat(Pem.get(ops.port(), Pem.OURS.trusted(), "/health/live")).isEqualTo("HTTP/1.1 200 OK");
        Optional<Settings.Tls> other = Optional.of(Pem.THEIRS.files());
        assertThat(Health.isWell(new Settings.Ops(ops.host(), ops.port(), List.of(), other), "live"))
                .isFalse();
        assertThat(Health.isWell(new Settings.Ops(ops.host(), ops.port(), List.of(), Optional.empty()), "live"))
                .isFalse();
    }

    private Settings.Ops serve(Optional<Settings.Tls> tls) {
        Settings.Ops ops = new Settings.Ops("127.0.0.1", Ports.free(), List.of(), tls);
        vertx.deployVerticle(new OpsVerticle(new Bus(vertx), ops, OneNode.SUBJECT))
                .await();
        return ops;
    }
}
