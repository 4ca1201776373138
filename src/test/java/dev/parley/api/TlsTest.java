package dev.parley.api;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.parley.bus.AccountsService;
import dev.parley.servers.Pem;
import io.vertx.core.Future;
import java.io.IOException;
import java.util.Map;
import javax.net.ssl.SSLException;
import org.junit.jupiter.api.Test;

class TlsTest {
    @Test
    void restAndTheWebClientComeOverTlsAlone() throws IOException {
        try (ApiFixture api = serving()) {
            assertThat(Pem.get(api.port(), Pem.OURS.trusted(), "/api/v1/openapi.yaml"))
                    .isEqualTo("HTTP/1.1 200 OK");
            assertThat(Pem.get(api.port(), Pem.OURS.trusted(), "/")).isEqualTo("HTTP/1.1 200 OK");
            assertThatThrownBy(() -> Pem.get(api.port(), Pem.THEIRS.trusted(), "/"))
                    .isInstanceOf(SSLException.class);
        }
    }

    @Test
    void cookiesThatCameOverTlsGoOverTlsAlone() throws IOException {
        try (ApiFixture api = serving()) {
            api.serve(AccountsService.LOG_IN, asked -> Future.succeededFuture(RefreshCookieTest.SIGNED_IN));
            String body = RefreshCookieTest.CREDENTIALS;
            String login = "POST /api/v1/sessions HTTP/1.1\r\nHost: localhost\r\nContent-Type: application/json\r\n"
                    + "Content-Length: " + body.length() + "\r\n\r\n" + body;
            assertThat(Pem.ask(api.port(), Pem.OURS.trusted(), login))
                    .startsWith("HTTP/1.1 201 ")
                    .contains("parley_refresh=refresh;", "; Secure");
        }
    }

    private static ApiFixture serving() {
        return new ApiFixture(Map.of(
                "PARLEY_API_TLS_CERTIFICATE", Pem.OURS.certificate().toString(),
                "PARLEY_API_TLS_KEY", Pem.OURS.key().toString()));
    }
}
