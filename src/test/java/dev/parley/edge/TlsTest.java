package dev.parley.edge;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.parley.servers.Pem;
import java.io.IOException;
import java.util.Optional;
import javax.net.ssl.SSLException;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class TlsTest {
    private final EdgeFixture edge = new EdgeFixture(Optional.of(Pem.OURS.files()));

    @AfterEach
    void close() {
        edge.close();
    }

    @Test
    void webSocketAndSockJsComeOverTlsAlone() throws IOException {
        assertThat(Pem.get(edge.port, Pem.OURS.trusted(), "/sockjs/info")).isEqualTo("HTTP/1.1 200 OK");
        assertThat(Pem.get(
                        edge.port,
                        Pem.OURS.trusted(),
                        "/ws",
                        "Connection: Upgrade",
                        "Upgrade: websocket",
                        "Sec-WebSocket-Version: 13",
                        "Sec-WebSocket-Key: AAAAAAAAAAAAAAAAAAAAAA=="))
                .isEqualTo("HTTP/1.1 101 Switching Protocols");
        assertThatThrownBy(() -> Pem.get(edge.port, Pem.THEIRS.trusted(), "/ws"))
                .isInstanceOf(SSLException.class);
    }
}
