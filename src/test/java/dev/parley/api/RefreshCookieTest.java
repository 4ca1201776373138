package dev.parley.api;

import static dev.parley.api.ApiFixture.ANN;
import static org.assertj.core.api.Assertions.assertThat;

import dev.parley.api.ApiFixture.Reply;
import dev.parley.bus.AccountsService;
import dev.parley.bus.AccountsService.SignedIn;
import dev.parley.bus.Done;
import dev.parley.model.DeviceId;
import io.vertx.core.Future;
import java.net.http.HttpRequest;
import java.time.Instant;
import java.util.Map;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** Refresh tokens in a cookie, for pages. */
class RefreshCookieTest {
    static final SignedIn SIGNED_IN = new SignedIn(
            UsersTest.profile(ANN, "ann"),
            new DeviceId(11),
            "access",
            Instant.parse("2030-01-01T00:00:00Z"),
            "refresh");
    static final String CREDENTIALS = "{\"username\":\"ann\",\"password\":\"12345678\",\"cookie\":true}";
    private static final String WITH_COOKIE = "{\"cookie\":true}";
    private static final AtomicReference<String> EXCHANGED = new AtomicReference<>();
    private static ApiFixture api;

    @BeforeAll
    static void start() {
        api = new ApiFixture(Map.of("PARLEY_EDGE_URL", "https://chat.example.org"));
        api.serve(AccountsService.LOG_IN, asked -> Future.succeededFuture(SIGNED_IN));
        api.serve(AccountsService.REVOKE, asked -> Future.succeededFuture(Done.DONE));
        api.serve(AccountsService.REFRESH, asked -> {
            EXCHANGED.set(asked.refreshToken());
            return Future.succeededFuture(SIGNED_IN);
        });
    }

    @AfterAll
    static void stop() {
        api.close();
    }

    @Test
    void keepsTheTokenOutOfReachOfScripts() {
        Reply reply = api.send(json("/api/v1/sessions", CREDENTIALS));

        assertThat(reply.status()).isEqualTo(201);
        assertThat(reply.json().fieldNames()).contains("accessToken").doesNotContain("refreshToken");
        assertThat(reply.header("set-cookie"))
                .matches("parley_refresh_\\d+=refresh;.*")
                .contains(
                        "; Path=/api/v1/sessions", "; HTTPOnly", "; SameSite=Strict", "; Secure", "; Max-Age=2592000");
    }

    @Test
    void exchangesTheTokenOfTheCookie() {
        Reply reply = api.send(json("/api/v1/sessions/refresh", WITH_COOKIE).header("Cookie", cookie("old")));

        assertThat(reply.status()).isEqualTo(200);
        assertThat(EXCHANGED.get()).isEqualTo("old");
        assertThat(reply.json().fieldNames()).doesNotContain("refreshToken");
        assertThat(reply.header("set-cookie")).contains("=refresh;");
    }

    @Test
    void asksForALoginWhenNoCookieCame() {
        Reply reply = api.send(json("/api/v1/sessions/refresh", WITH_COOKIE));

        assertThat(reply.code()).isEqualTo("unauthenticated");
    }

    @Test
    void refusesWhatAPageOfAnotherOriginCouldSendUnasked() {
        Reply reply = api.send(api.request("POST", "/api/v1/sessions/refresh", WITH_COOKIE)
                .setHeader("Content-Type", "text/plain")
                .header("Cookie", cookie("old")));

        assertThat(reply.status()).isEqualTo(422);
        assertThat(reply.field()).isEqualTo("cookie");
    }

    @Test
    void takesNoNoticeOfACookieUnlessItIsAskedTo() {
        Reply reply = api.send(json("/api/v1/sessions/refresh", "{}").header("Cookie", cookie("old")));

        assertThat(reply.field()).isEqualTo("refreshToken");
    }

    @Test
    void endsTheCookieWithTheSession() {
        Reply reply = api.send(api.request("DELETE", "/api/v1/sessions/current", "")
                .header("Authorization", "Bearer " + ApiFixture.ANNS_TOKEN)
                .header("Cookie", cookie("old")));

        assertThat(reply.status()).isEqualTo(204);
        assertThat(reply.header("set-cookie")).contains("=;", "Max-Age=0", "Path=/api/v1/sessions");
    }

    private static HttpRequest.Builder json(String path, String body) {
        return api.request("POST", path, body).setHeader("Content-Type", "application/json");
    }

    private static String cookie(String token) {
        int port = api.request("GET", "/", "").build().uri().getPort();
        return "parley_refresh_" + port + "=" + token;
    }
}
