package dev.parley.api;

import static org.assertj.core.api.Assertions.assertThat;

import dev.parley.bus.AccountsService;
import dev.parley.model.Failure;
import dev.parley.model.FailureCode;
import io.vertx.core.Future;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.net.InetAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** Clients behind a balancer that says whose connections it brings. */
class ProxyProtocolTest {
    private static final String GUESS =
            "{\"username\":\"ann\",\"password\":\"guess\",\"device\":{\"name\":\"n\",\"platform\":\"p\"}}";

    @Test
    void limitsCountForTheAddressThatTheBalancerNames() throws IOException {
        try (ApiFixture api = new ApiFixture(Map.of("PARLEY_API_PROXY_PROTOCOL", "on"))) {
            api.serve(
                    AccountsService.LOG_IN,
                    asked -> Future.failedFuture(Failure.of(FailureCode.BAD_CREDENTIALS, "wrong name or password")));
            for (int i = 0; i < 10; i++) {
                assertThat(logIn(api, "203.0.113.1")).contains(" 401 ");
            }
            assertThat(logIn(api, "203.0.113.1")).contains(" 429 ");
            assertThat(logIn(api, "203.0.113.2")).contains(" 401 ");
        }
    }

    /** The status line of the answer to one guess. */
    private static String logIn(ApiFixture api, String address) throws IOException {
        String request = String.join(
                "\r\n",
                "PROXY TCP4 " + address + " 127.0.0.1 40000 " + api.port(),
                "POST /api/v1/sessions HTTP/1.1",
                "Host: localhost",
                "Content-Type: application/json",
                "Connection: close",
                "Content-Length: " + GUESS.length(),
                "",
                GUESS);
        try (Socket socket = new Socket(InetAddress.getLoopbackAddress(), api.port())) {
            socket.setSoTimeout(20_000);
            socket.getOutputStream().write(request.getBytes(StandardCharsets.US_ASCII));
            return new BufferedReader(new InputStreamReader(socket.getInputStream(), StandardCharsets.US_ASCII))
                    .readLine();
        }
    }
}
