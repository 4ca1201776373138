package dev.parley.api;

import static org.assertj.core.api.Assertions.assertThat;

import dev.parley.api.ApiFixture.Reply;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

/** The files of the web client and of the contract. */
class WebClientTest {
    private static final Path SOURCES = Path.of("src/main/web");
    private static ApiFixture api;

    @BeforeAll
    static void start() {
        api = new ApiFixture(Map.of("PARLEY_EDGE_URL", "https://edge.example.org:8443/chat"));
    }

    @AfterAll
    static void stop() {
        api.close();
    }

    @ParameterizedTest
    @CsvSource({
        "/, text/html",
        "/index.html, text/html",
        "/app.js, text/javascript",
        "/style.css, text/css",
        "/icon.svg, image/svg+xml",
        "/api/v1/openapi.yaml, application/yaml",
        "/api/v1/asyncapi.yaml, application/yaml"
    })
    void servesFilesToAnyone(String path, String type) {
        Reply reply = api.anonymous("GET", path, "");

        assertThat(reply.status()).isEqualTo(200);
        assertThat(reply.header("content-type")).startsWith(type);
        assertThat(reply.header("x-content-type-options")).isEqualTo("nosniff");
        assertThat(reply.response().body()).isNotBlank();
    }

    @Test
    void letsThePageReachThisServerAndItsEdgeOnly() {
        assertThat(api.anonymous("GET", "/", "").header("content-security-policy"))
                .contains("default-src 'none'", "frame-ancestors 'none'")
                .contains("script-src 'self' https://edge.example.org:8443;")
                .contains("connect-src 'self' https://edge.example.org:8443 wss://edge.example.org:8443;")
                .doesNotContain("unsafe");
    }

    @Test
    void asksBrowsersToCheckForNewFilesEachTime() {
        Reply first = api.anonymous("GET", "/app.js", "");
        assertThat(first.header("cache-control")).isEqualTo("no-cache");

        Reply again =
                api.send(api.request("GET", "/app.js", "").header("If-Modified-Since", first.header("last-modified")));
        assertThat(again.status()).isEqualTo(304);
        assertThat(again.response().body()).isEmpty();
    }

    static List<Path> sources() throws IOException {
        try (Stream<Path> files = Files.list(SOURCES)) {
            return files.filter(file -> !file.toString().endsWith(".svg")).toList();
        }
    }

    @ParameterizedTest
    @MethodSource("sources")
    void putsNothingIntoThePageAsHtml(Path file) throws IOException {
        assertThat(Files.readString(file))
                .doesNotContain("innerHTML", "outerHTML", "insertAdjacentHTML", "document.write", "eval(", " style=")
                .doesNotContainPattern("\\son[a-z]+=\"");
    }
}
