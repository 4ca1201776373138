package dev.parley.ops;

import static org.assertj.core.api.Assertions.assertThat;

import dev.parley.backup.Backup;
import dev.parley.bus.Bus;
import dev.parley.config.Settings;
import dev.parley.model.Failure;
import dev.parley.model.FailureCode;
import dev.parley.model.NodeId;
import dev.parley.servers.Ports;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.json.JsonObject;
import io.vertx.ext.web.client.HttpRequest;
import io.vertx.ext.web.client.HttpResponse;
import io.vertx.ext.web.client.WebClient;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class OpsVerticleTest {
    private final Vertx vertx = Vertx.vertx();
    private final Bus bus = new Bus(vertx);
    private final WebClient client = WebClient.create(vertx);
    private final AtomicBoolean storeIsUp = new AtomicBoolean();
    private final AtomicInteger drains = new AtomicInteger();
    private final AtomicReference<Future<Backup>> backup = new AtomicReference<>();
    private final AtomicInteger backups = new AtomicInteger();
    private final int port = Ports.free();

    @BeforeEach
    void start() {
        List<Check> checks = List.of(new Check("store", this::store), new Check("self", Future::succeededFuture));
        vertx.deployVerticle(new OpsVerticle(
                        bus,
                        new Settings.Ops("127.0.0.1", port, List.of("ops.example.org"), Optional.empty()),
                        OneNode.subject(OneNode.ID, checks, drains::incrementAndGet, () -> {
                            backups.incrementAndGet();
                            return backup.get();
                        })))
                .await();
    }

    @AfterEach
    void stop() {
        vertx.close().await();
    }

    private Future<?> store() {
        return storeIsUp.get() ? Future.succeededFuture() : Future.failedFuture("nobody answers");
    }

    private HttpResponse<Buffer> get(String path) {
        return client.get(port, "127.0.0.1", path).send().await();
    }

    @Test
    void livesWhateverTheChecksSay() {
        assertThat(get("/health/live").statusCode()).isEqualTo(200);
        assertThat(get("/health/live").bodyAsJsonObject().getString("status")).isEqualTo("UP");
    }

    @Test
    void isReadyOnlyWhileEveryCheckHolds() {
        HttpResponse<Buffer> down = get("/health/ready");
        assertThat(down.statusCode()).isEqualTo(503);
        assertThat(down.getHeader("Cache-Control")).isEqualTo("no-store");
        assertThat(check(down, "store").getString("reason")).isEqualTo("nobody answers");

        storeIsUp.set(true);
        HttpResponse<Buffer> up = get("/health/ready");
        assertThat(up.statusCode()).isEqualTo(200);
        assertThat(up.bodyAsJsonObject().getString("status")).isEqualTo("UP");
        assertThat(check(up, "store").containsKey("reason")).isFalse();
        assertThat(since(up, "store")).as("it came up later").isAfterOrEqualTo(since(down, "store"));
        assertThat(since(up, "self")).as("it was up all the time").isEqualTo(since(down, "self"));
        assertThat(check(up, "self").getInteger("ageSeconds")).isNotNegative();
    }

    private static Instant since(HttpResponse<Buffer> answer, String id) {
        return Instant.parse(check(answer, id).getString("since"));
    }

    private static JsonObject check(HttpResponse<Buffer> answer, String id) {
        return answer.bodyAsJsonObject().getJsonArray("checks").stream()
                .map(JsonObject.class::cast)
                .filter(check -> check.getString("id").equals(id))
                .findFirst()
                .orElseThrow();
    }

    @Test
    void drainsWhenItIsToldTo() {
        assertThat(client.post(port, "127.0.0.1", "/drain").send().await().statusCode())
                .isEqualTo(202);
        assertThat(drains).hasValue(1);
    }

    @Test
    void saysWhereABackupIsAndHowLarge() {
        backup.set(Future.succeededFuture(
                new Backup(Path.of("/backups/1"), List.of("accounts", "messages"), 1_000, Duration.ofMillis(20))));
        HttpResponse<Buffer> made =
                client.post(port, "127.0.0.1", "/backup").send().await();
        assertThat(made.statusCode()).isEqualTo(200);
        assertThat(made.bodyAsString())
                .isEqualTo("{\"status\":\"DONE\",\"folder\":\"/backups/1\",\"parts\":[\"accounts\",\"messages\"],"
                        + "\"bytes\":1000,\"millis\":20}");
    }

    @Test
    void saysWhyThereIsNoBackup() {
        backup.set(Future.failedFuture(Failure.of(FailureCode.LIMIT_REACHED, "a backup is under way")));
        HttpResponse<Buffer> refused =
                client.post(port, "127.0.0.1", "/backup").send().await();
        assertThat(refused.statusCode()).isEqualTo(409);
        assertThat(refused.bodyAsString()).isEqualTo("{\"status\":\"FAILED\",\"error\":\"a backup is under way\"}");
        assertThat(get("/backup").statusCode()).isEqualTo(405);
    }

    @ParameterizedTest
    @CsvSource({
        "https://evil.example, 127.0.0.1:PORT, ",
        "null, 127.0.0.1:PORT, ",
        "http://127.0.0.1:1, 127.0.0.1:PORT, ",
        "http://evil.example:PORT, evil.example:PORT, same-origin",
        "http://127.0.0.1:PORT, 127.0.0.1:PORT, cross-site",
        ", 127.0.0.1:PORT, cross-site"
    })
    void pagesOfOthersCannotDrainOrBackUp(String origin, String host, String site) {
        assertThat(post("/backup", origin, host, site)).isEqualTo(403);
        assertThat(backups).hasValue(0);
        assertThat(post("/drain", origin, host, site)).isEqualTo(403);
        assertThat(post("/console/drain?node=node-1", origin, host, site)).isEqualTo(403);
        assertThat(drains).hasValue(0);
    }

    @ParameterizedTest
    @CsvSource({
        "http://127.0.0.1:PORT, 127.0.0.1:PORT, same-origin",
        "http://localhost:PORT, localhost:PORT, ",
        "http://[::1]:PORT, [::1]:PORT, ",
        "https://ops.example.org, ops.example.org, same-origin"
    })
    void theConsoleCan(String origin, String host, String site) {
        assertThat(post("/console/drain?node=node-1", origin, host, site)).isEqualTo(202);
        assertThat(drains).hasValue(1);
    }

    @Test
    void aNodeThatIsNotThereCannotBeDrained() {
        assertThat(post("/console/drain?node=gone", "http://localhost:PORT", "localhost:PORT", null))
                .isEqualTo(503);
        assertThat(post("/console/drain", "http://localhost:PORT", "localhost:PORT", null))
                .isEqualTo(422);
    }

    private int post(String path, String origin, String host, String site) {
        HttpRequest<Buffer> request = client.request(HttpMethod.POST, port, "127.0.0.1", path);
        header(request, "Origin", origin);
        header(request, "Host", host);
        header(request, "Sec-Fetch-Site", site);
        return request.send().await().statusCode();
    }

    private void header(HttpRequest<Buffer> request, String name, String value) {
        if (value != null) {
            request.putHeader(name, value.replace("PORT", String.valueOf(port)));
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"/", "/console/nodes", "/console/user?who=ann"})
    void aNameThatSomebodyPointedHereOpensNothing(String path) {
        HttpResponse<Buffer> refused = client.get(port, "127.0.0.1", path)
                .putHeader("Host", "evil.example:" + port)
                .send()
                .await();
        assertThat(refused.statusCode()).isEqualTo(403);
        assertThat(refused.bodyAsString()).contains("PARLEY_OPS_NAMES");
    }

    @Test
    void pagesOfOthersCannotReadTheCluster() {
        HttpRequest<Buffer> request = client.get(port, "127.0.0.1", "/console/nodes");
        header(request, "Sec-Fetch-Site", "cross-site");
        assertThat(request.send().await().statusCode()).isEqualTo(403);
    }

    @Test
    void theConsoleRunsWhatItIsMadeOfAndReachesThisPortAlone() {
        HttpResponse<Buffer> page = get("/");
        assertThat(page.statusCode()).isEqualTo(200);
        assertThat(page.getHeader("Content-Type")).isEqualTo("text/html; charset=utf-8");
        assertThat(page.getHeader("Content-Security-Policy"))
                .startsWith("default-src 'none'; script-src 'sha256-")
                .contains("connect-src 'self'", "frame-ancestors 'none'")
                .doesNotContain("unsafe");
    }

    @Test
    void saysHowEveryNodeIs() {
        vertx.deployVerticle(new OpsVerticle(
                        bus,
                        new Settings.Ops("127.0.0.1", Ports.free(), List.of(), Optional.empty()),
                        OneNode.subject(new NodeId("node-2"), List.of(), () -> {})))
                .await();
        JsonObject cluster = get("/console/nodes").bodyAsJsonObject();
        assertThat(cluster.getString("here")).isEqualTo("node-1");
        assertThat(cluster.getJsonArray("nodes").stream().map(JsonObject.class::cast))
                .hasSize(2)
                .anySatisfy(node -> {
                    assertThat(node.getString("node")).isEqualTo("node-1");
                    assertThat(node.getInteger("lease")).isEqualTo(7);
                    assertThat(node.getJsonObject("edge").getInteger("sessions"))
                            .isEqualTo(12);
                    assertThat(node.getJsonArray("verticles").encode())
                            .isEqualTo("[{\"name\":\"edge\",\"instances\":2,\"up\":true},"
                                    + "{\"name\":\"api\",\"instances\":1,\"up\":false}]");
                    assertThat(node.getJsonArray("checks")).hasSize(2);
                })
                .anySatisfy(node -> assertThat(node.getString("node")).isEqualTo("node-2"));
    }

    @Test
    void tellsWhatIsMeasured() {
        HttpResponse<Buffer> answer = get("/metrics");
        assertThat(answer.statusCode()).isEqualTo(200);
        assertThat(answer.getHeader("Content-Type")).startsWith("text/plain; version=0.0.4");
        assertThat(answer.bodyAsString()).isEqualTo("measured 1\n");
    }

    @Test
    void knowsNoOtherPath() {
        assertThat(get("/nothing").statusCode()).isEqualTo(404);
    }
}
