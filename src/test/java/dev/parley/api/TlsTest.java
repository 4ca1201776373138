package dev.parley.api;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.parley.servers.Pem;
import java.io.IOException;
import java.util.Map;
import javax.net.ssl.SSLException;
import org.junit.jupiter.api.Test;

class TlsTest {
    @Test
    void restAndTheWebClientComeOverTlsAlone() throws IOException {
        try (ApiFixture api = new ApiFixture(Map.of(
                "PARLEY_API_TLS_CERTIFICATE", Pem.OURS.certificate().toString(),
                "PARLEY_API_TLS_KEY", Pem.OURS.key().toString()))) {
            assertThat(Pem.get(api.port(), Pem.OURS.trusted(), "/api/v1/openapi.yaml"))
                    .isEqualTo("HTTP/1.1 200 OK");
            assertThat(Pem.get(api.port(), Pem.OURS.trusted(), "/")).isEqualTo("HTTP/1.1 200 OK");
            assertThatThrownBy(() -> Pem.get(api.port(), Pem.THEIRS.trusted(), "/"))
                    .isInstanceOf(SSLException.class);
        }
    }
}
