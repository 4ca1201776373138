package dev.parley.api;

import static org.assertj.core.api.Assertions.assertThat;

import dev.parley.api.ApiFixture.Reply;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The files of the web client and of the contract. */
class WebClientTest {
    private static final Path SOURCES = Path.of("src/main/web");
    private static final Pattern ASSET = Pattern.compile("(assets/main-\\w+\\.(?:js|css))");
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
        "/docs, text/html",
        "/icon.svg, image/svg+xml",
        "/api/v1/openapi.yaml, application/yaml",
        "/api/v1/openapi.json, application/json",
        "/api/v1/asyncapi.yaml, application/yaml",
        "/api/v1/asyncapi.json, application/json"
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
    void asksBrowsersToCheckForANewPageEachTime() {
        Reply first = api.anonymous("GET", "/", "");
        assertThat(first.header("cache-control")).isEqualTo("no-cache");

        Reply again = api.send(api.request("GET", "/", "").header("If-None-Match", first.header("etag")));
        assertThat(again.status()).isEqualTo(304);
        assertThat(again.response().body()).isEmpty();
    }

    @Test
    void hasTheWorkerCheckedEachTimeAndHeldToThePageItIsFor() {
        Reply worker = api.anonymous("GET", "/worker.js", "");

        assertThat(worker.status()).isEqualTo(200);
        assertThat(worker.header("content-type")).startsWith("text/javascript");
        assertThat(worker.header("cache-control")).isEqualTo("no-cache");
        assertThat(worker.header("service-worker-allowed")).isEmpty();
        assertThat(worker.header("content-security-policy"))
                .isEqualTo(api.anonymous("GET", "/", "").header("content-security-policy"));
    }

    @Test
    void theWorkerKeepsThePageAndAllThatItNames() {
        String worker = api.anonymous("GET", "/worker.js", "").response().body();

        assertThat(assets()).allSatisfy(asset -> assertThat(worker).contains('"' + asset + '"'));
    }

    @Test
    void letsBrowsersKeepForEverWhatIsNamedByItsHash() {
        List<String> assets = assets();

        assertThat(assets).hasSize(2);
        assertThat(assets).allSatisfy(asset -> {
            Reply reply = api.anonymous("GET", "/" + asset, "");
            assertThat(reply.status()).isEqualTo(200);
            assertThat(reply.header("cache-control")).contains("max-age=31536000", "immutable");
            assertThat(reply.header("content-type")).startsWith(asset.endsWith("js") ? "text/javascript" : "text/css");
        });
    }

    @Test
    void servesWhatWasCompressedBeforehandToThoseWhoTakeIt() {
        String asset = "/" + assets().get(0);
        Reply plain = api.anonymous("HEAD", asset, "");
        Reply compressed = api.send(api.request("HEAD", asset, "").header("Accept-Encoding", "br, gzip"));

        assertThat(plain.header("content-encoding")).isEmpty();
        assertThat(compressed.header("content-encoding")).isEqualTo("gzip");
        assertThat(compressed.header("vary")).isEqualTo("accept-encoding");
        assertThat(length(compressed)).isPositive().isLessThan(length(plain) / 2);
    }

    private static long length(Reply reply) {
        return Long.parseLong(reply.header("content-length"));
    }

    private static List<String> assets() {
        String page = api.anonymous("GET", "/", "").response().body();
        return ASSET.matcher(page).results().map(MatchResult::group).toList();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"/nothing", "/files.txt", "/assets/", "/../logback.xml", "/%2e%2e/logback.xml", "/index.html.gz"
            })
    void servesNothingElse(String path) {
        assertThat(api.anonymous("GET", path, "").status()).isEqualTo(404);
    }

    @Test
    void onlyReads() {
        assertThat(api.anonymous("POST", "/", "").status()).isEqualTo(405);
    }

    static List<Path> sources() throws IOException {
        try (Stream<Path> files = Files.walk(SOURCES)) {
            return files.filter(file -> file.toString().matches(".*\\.(tsx?|html)"))
                    .toList();
        }
    }

    @ParameterizedTest
    @MethodSource("sources")
    void putsNothingIntoThePageAsHtml(Path file) throws IOException {
        assertThat(Files.readString(file))
                .doesNotContain("innerHTML", "outerHTML", "insertAdjacentHTML", "dangerouslySetInnerHTML")
                .doesNotContain("document.write", "eval(", "new Function", "style=\"")
                .doesNotContainPattern("\\son[a-z]+=\"");
    }
}
