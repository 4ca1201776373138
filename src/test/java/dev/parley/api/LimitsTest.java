package dev.parley.api;

import static org.assertj.core.api.Assertions.assertThat;

import dev.parley.api.ApiFixture.Reply;
import dev.parley.bus.AccountsService;
import dev.parley.model.Failure;
import dev.parley.model.FailureCode;
import io.vertx.core.Future;
import java.net.http.HttpRequest;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** Limits as callers meet them. */
class LimitsTest {
    private static final String GUESS = "{\"username\":\"ann\",\"password\":\"guess\"}";

    @Test
    void refusesLoginsAfterTenFailuresAndSaysWhenToComeBack() {
        try (ApiFixture api = serving("on")) {
            for (int i = 0; i < 10; i++) {
                assertThat(logIn(api).status()).isEqualTo(401);
            }
            Reply refused = logIn(api);
            assertThat(refused.status()).isEqualTo(429);
            assertThat(refused.code()).isEqualTo("rate_limited");
            assertThat(Integer.parseInt(refused.header("retry-after"))).isBetween(1, 90);
        }
    }

    @Test
    void refusesToAskTooManyForFriendshipOrToMakeTooManyGroups() {
        try (ApiFixture api = new ApiFixture()) {
            assertThat(untilRefused(api, "/api/v1/friends/requests", "{\"userId\":\"2\"}"))
                    .isBetween(100, 110);
            assertThat(untilRefused(api, "/api/v1/groups", "{\"name\":\"Tea\"}"))
                    .isBetween(50, 60);
        }
    }

    /** How many calls pass, which all fail for another reason. */
    private static int untilRefused(ApiFixture api, String path, String body) {
        int passed = 0;
        while (api.call("POST", path, body).status() == 503) {
            passed++;
        }
        assertThat(api.call("POST", path, body).code()).isEqualTo("rate_limited");
        return passed;
    }

    @Test
    void oneDeviceCallsSoOftenAndAnotherOfItsUserHasItsOwnLimit() {
        try (ApiFixture api = new ApiFixture()) {
            int passed = 0;
            int refused = 0;
            while (refused == 0) {
                for (Reply reply : together(api, 50)) {
                    if (reply.status() == 429) {
                        refused++;
                        assertThat(reply.code()).isEqualTo("rate_limited");
                        assertThat(reply.header("retry-after")).isEqualTo("1");
                    } else {
                        passed++;
                    }
                }
            }
            assertThat(passed).isGreaterThanOrEqualTo(400);
            assertThat(api.send(edge(api, ApiFixture.ANNS_OTHER_TOKEN)).status())
                    .isEqualTo(200);
        }
    }

    private static List<Reply> together(ApiFixture api, int calls) {
        return Stream.generate(() -> api.start(edge(api, ApiFixture.ANNS_TOKEN))).limit(calls).toList().stream()
                .map(CompletableFuture::join)
                .toList();
    }

    private static HttpRequest.Builder edge(ApiFixture api, String token) {
        return api.request("GET", "/api/v1/edge", "").header("Authorization", "Bearer " + token);
    }

    @Test
    void keepsNoLimitsWhenTheyAreOff() {
        try (ApiFixture api = serving("off")) {
            for (int i = 0; i < 60; i++) {
                assertThat(logIn(api).status()).isEqualTo(401);
            }
        }
    }

    private static ApiFixture serving(String rateLimits) {
        ApiFixture api = new ApiFixture(Map.of("PARLEY_RATE_LIMITS", rateLimits));
        api.serve(
                AccountsService.LOG_IN,
                asked -> Future.failedFuture(Failure.of(FailureCode.BAD_CREDENTIALS, "wrong name or password")));
        return api;
    }

    private static Reply logIn(ApiFixture api) {
        return api.anonymous("POST", "/api/v1/sessions", GUESS);
    }
}
