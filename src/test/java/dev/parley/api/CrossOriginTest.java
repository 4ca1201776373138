package dev.parley.api;

import static org.assertj.core.api.Assertions.assertThat;

import dev.parley.api.ApiFixture.Reply;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What browsers are told about pages of other origins. */
class CrossOriginTest {
    private static final String ALLOWED = "https://chat.example.org";
    private static final String PATH = "/api/v1/sessions/refresh";

    private static ApiFixture api;

    @BeforeAll
    static void start() {
        api = new ApiFixture(Map.of("PARLEY_ALLOWED_ORIGINS", "https://other.example," + ALLOWED));
    }

    @AfterAll
    static void stop() {
        api.close();
    }

    @Test
    void anAllowedPageMayAskFirst() {
        Reply permit = preflight(api, ALLOWED);
        assertThat(permit.status()).isEqualTo(204);
        assertThat(permit.header("access-control-allow-origin")).isEqualTo(ALLOWED);
        assertThat(permit.header("access-control-allow-methods")).isEqualTo("GET, POST, PUT, PATCH, DELETE");
        assertThat(permit.header("access-control-allow-headers")).isEqualTo("Authorization, Content-Type");
        assertThat(permit.header("access-control-max-age")).isEqualTo("7200");
    }

    /** Nor is a request with cookies sent at all: the browser asked first, and was not told that it may. */
    @Test
    void aPageWithCookiesReadsNothing() {
        assertThat(preflight(api, ALLOWED).header("access-control-allow-credentials"))
                .isEmpty();
        assertThat(call(api, ALLOWED).header("access-control-allow-credentials"))
                .isEmpty();
    }

    @Test
    void anAllowedPageReadsAnswersAndFailures() {
        Reply refused = call(api, ALLOWED);
        assertThat(refused.code()).isEqualTo("bad_json");
        assertThat(refused.header("access-control-allow-origin")).isEqualTo(ALLOWED);
        assertThat(refused.header("access-control-expose-headers")).isEqualToIgnoringCase("retry-after");
        assertThat(refused.header("vary")).isEqualToIgnoringCase("origin");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "https://evil.example",
                "http://chat.example.org",
                "https://chat.example.org:8443",
                "https://chat.example.org.evil.example",
                "https://evil-chat.example.org",
                "https://chat.example.org/",
                "null",
                "*"
            })
    void anotherPageIsToldNothing(String origin) {
        assertThat(preflight(api, origin).status()).isEqualTo(405);
        assertThat(preflight(api, origin).response().headers().map())
                .noneSatisfy((name, value) -> assertThat(name).startsWith("access-control"));
        assertThat(call(api, origin).response().headers().map())
                .noneSatisfy((name, value) -> assertThat(name).startsWith("access-control"));
        assertThat(call(api, origin).header("vary")).isEqualToIgnoringCase("origin");
    }

    @Test
    void noPageIsAllowedUnlessTheOperatorSaysSo() {
        try (ApiFixture plain = new ApiFixture()) {
            assertThat(preflight(plain, ALLOWED).header("access-control-allow-origin"))
                    .isEmpty();
            assertThat(call(plain, ALLOWED).header("access-control-allow-origin"))
                    .isEmpty();
        }
    }

    private static Reply preflight(ApiFixture api, String origin) {
        return api.send(api.request("OPTIONS", PATH, "")
                .header("Origin", origin)
                .header("Access-Control-Request-Method", "POST")
                .header("Access-Control-Request-Headers", "content-type"));
    }

    private static Reply call(ApiFixture api, String origin) {
        return api.send(api.request("POST", PATH, "no JSON").header("Origin", origin));
    }
}
