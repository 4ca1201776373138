package dev.parley.api;

import static org.assertj.core.api.Assertions.assertThat;

import dev.parley.api.ApiFixture.Reply;
import dev.parley.bus.AccountsService;
import dev.parley.model.Failure;
import dev.parley.model.FailureCode;
import io.vertx.core.Future;
import java.io.InputStream;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Everything that goes wrong is answered as a problem. */
class ProblemsTest {
    private static ApiFixture api;

    @BeforeAll
    static void start() {
        api = new ApiFixture();
        api.serve(AccountsService.PROFILE, asked -> switch (asked.user().toString()) {
            case "404" -> Future.failedFuture(Failure.of(FailureCode.NOT_FOUND, "no such user"));
            case "500" -> Future.failedFuture(new IllegalStateException("secret inner workings"));
            case "503" ->
                Future.failedFuture(
                        Failure.of(FailureCode.UNAVAILABLE, "restarting").retryAfter(Duration.ofMillis(2_001)));
            default -> Future.failedFuture(Failure.of(FailureCode.TIMEOUT, "no answer"));
        });
    }

    @AfterAll
    static void stop() {
        api.close();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            textBlock =
                    """
            GET    | /api/v1/users/404              | 404 | not_found
            GET    | /api/v1/users/500              | 500 | internal
            GET    | /api/v1/users/503              | 503 | unavailable
            GET    | /api/v1/users/504              | 504 | timeout
            GET    | /api/v1/devices                | 503 | unavailable
            GET    | /api/v1/nothing                | 404 | not_found
            GET    | /api/v1/friends                | 503 | unavailable
            PUT    | /api/v1/push/nothing           | 404 | not_found
            GET    | /api/v1/groups/1               | 503 | unavailable
            GET    | /api/v1/groups                 | 405 | method_not_allowed
            PUT    | /api/v1/friends/1              | 405 | method_not_allowed
            GET    | /api                           | 404 | not_found
            GET    | /api/v2/users/me               | 404 | not_found
            GET    | /no/such/file.js               | 404 | not_found
            GET    | /..%2f..%2fopenapi.yaml        | 404 | not_found
            PUT    | /api/v1/users                  | 405 | method_not_allowed
            POST   | /api/v1/sync                   | 405 | method_not_allowed
            DELETE | /api/v1/users/me               | 405 | method_not_allowed
            POST   | /index.html                    | 405 | method_not_allowed
            GET    | /api/v1/users/abc              | 422 | invalid
            GET    | /api/v1/users/0                | 422 | invalid
            GET    | /api/v1/users/-1               | 422 | invalid
            GET    | /api/v1/users/9223372036854775808 | 422 | invalid
            GET    | /api/v1/users/%C3%28           | 422 | invalid
            """)
    void answersEachFailureWithItsStatusAndCode(String method, String path, int status, String code) {
        Reply reply = api.call(method, path, "");

        assertThat(reply.status()).isEqualTo(status);
        assertThat(reply.code()).isEqualTo(code);
        assertThat(reply.json().getString("title")).isNotBlank();
        assertThat(reply.json().getString("detail")).isNotBlank().doesNotContain("secret");
        assertThat(reply.header("cache-control")).isNotEmpty();
        assertThat(reply.header("x-content-type-options")).isEqualTo("nosniff");
    }

    @Test
    void saysWhenToTryAgain() {
        assertThat(api.get("/api/v1/users/503").header("retry-after")).isEqualTo("3");
        assertThat(api.get("/api/v1/devices").header("retry-after")).isEqualTo("1");
    }

    @Test
    void saysWhichMethodsAPathAnswers() {
        assertThat(api.call("DELETE", "/api/v1/users/me", "").header("allow")).isEqualTo("GET, PATCH");
        assertThat(api.call("PUT", "/index.html", "").header("allow")).isEqualTo("GET, HEAD");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "GET /api/v1/devices",
                "DELETE /api/v1/devices/1",
                "DELETE /api/v1/sessions/current",
                "GET /api/v1/edge",
                "GET /api/v1/users/me",
                "PATCH /api/v1/users/me",
                "GET /api/v1/users/1",
                "GET /api/v1/users?username=ann",
                "GET /api/v1/conversations",
                "GET /api/v1/conversations/d:1:2/messages",
                "POST /api/v1/conversations/d:1:2/messages",
                "GET /api/v1/sync"
            })
    void wantsAValidToken(String call) {
        String method = call.substring(0, call.indexOf(' '));
        String path = call.substring(call.indexOf(' ') + 1);
        for (String header : new String[] {"", "Basic YW5uOmFubg==", "Bearer", "Bearer ", "Bearer forged", "ann"}) {
            var request = api.request(method, path, "");
            Reply reply = api.send(header.isEmpty() ? request : request.header("Authorization", header));
            assertThat(reply.status()).as(header).isEqualTo(401);
            assertThat(reply.code()).isEqualTo("unauthenticated");
            assertThat(reply.header("www-authenticate")).startsWith("Bearer");
        }
        Reply expired = api.send(api.request(method, path, "").header("authorization", "bearer expired"));
        assertThat(expired.code()).isEqualTo("token_expired");
        assertThat(expired.status()).isEqualTo(401);
    }

    @Test
    void refusesATokenInTheUrl() {
        assertThat(api.anonymous("GET", "/api/v1/edge?access_token=ann&token=ann", "")
                        .status())
                .isEqualTo(401);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "{",
                "nonsense",
                "[]",
                "\"text\"",
                "null",
                "1",
                "{} {}",
                "{\"username\":1,\"username\":2}",
                "{'username':'ann'}",
                "{\"username\":\"ann\",}"
            })
    void answersABodyThatIsNotOneJsonObjectWith400(String body) {
        refuses(api.anonymous("POST", "/api/v1/users", body));
        refuses(api.call("POST", "/api/v1/conversations/d:1:2/messages", body));
    }

    @Test
    void answersABodyThatNestsTooDeepWith400() {
        String deep = "{\"a\":".repeat(40) + "1" + "}".repeat(40);
        refuses(api.anonymous("POST", "/api/v1/users", deep));
        refuses(api.call("POST", "/api/v1/conversations/d:1:2/messages", deep));
    }

    private static void refuses(Reply reply) {
        assertThat(reply.status()).isEqualTo(400);
        assertThat(reply.code()).isEqualTo("bad_json");
    }

    @Test
    void answersABodyOverItsLimitWith413() {
        Reply small = api.anonymous("POST", "/api/v1/users", " ".repeat(16 * 1024 + 1));
        Reply large = api.call("POST", "/api/v1/conversations/d:1:2/messages", " ".repeat(2 * 1024 * 1024));

        assertThat(small.status()).isEqualTo(413);
        assertThat(small.code()).isEqualTo("too_large");
        assertThat(large.status()).isEqualTo(413);
        assertThat(large.code()).isEqualTo("too_large");
    }

    @Test
    void hangsUpOnWhoKeepsSendingWithoutAToken() throws Exception {
        try (Socket socket = new Socket("localhost", api.port())) {
            socket.setSoTimeout(10_000);
            socket.getOutputStream().write(request("Transfer-Encoding: chunked"));
            InputStream in = socket.getInputStream();

            assertThat(new String(in.readAllBytes(), StandardCharsets.UTF_8)).startsWith("HTTP/1.1 401");
        }
    }

    @Test
    void answersTheNextRequestAfterASmallBodyThatNobodyRead() throws Exception {
        try (Socket socket = new Socket("localhost", api.port())) {
            socket.setSoTimeout(10_000);
            socket.getOutputStream().write(request("Content-Length: 2"));
            socket.getOutputStream()
                    .write("{}GET /nothing HTTP/1.1\r\nHost: a\r\nConnection: close\r\n\r\n"
                            .getBytes(StandardCharsets.UTF_8));

            assertThat(new String(socket.getInputStream().readAllBytes(), StandardCharsets.UTF_8))
                    .contains("HTTP/1.1 401", "HTTP/1.1 404");
        }
    }

    private static byte[] request(String header) {
        return ("POST /api/v1/conversations/d:1:2/messages HTTP/1.1\r\nHost: a\r\n" + header + "\r\n\r\n")
                .getBytes(StandardCharsets.UTF_8);
    }
}
