package dev.parley.ops;

import static org.assertj.core.api.Assertions.assertThat;

import dev.parley.config.Settings;
import dev.parley.servers.Ports;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.ext.web.client.HttpResponse;
import io.vertx.ext.web.client.WebClient;
import io.vertx.junit5.VertxExtension;
import io.vertx.junit5.VertxTestContext;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

@ExtendWith(VertxExtension.class)
class OpsVerticleTest {
    private final AtomicBoolean storeIsUp = new AtomicBoolean();
    private final AtomicInteger drains = new AtomicInteger();
    private int port;
    private WebClient client;

    @BeforeEach
    void start(Vertx vertx, VertxTestContext test) {
        port = Ports.free();
        client = WebClient.create(vertx);
        List<Check> checks = List.of(new Check("store", this::store), new Check("self", Future::succeededFuture));
        vertx.deployVerticle(new OpsVerticle(
                        new Settings.Ops("127.0.0.1", port, Optional.empty()),
                        checks,
                        () -> "measured 1\n",
                        drains::incrementAndGet))
                .onComplete(test.succeedingThenComplete());
    }

    private Future<?> store() {
        return storeIsUp.get() ? Future.succeededFuture() : Future.failedFuture("nobody answers");
    }

    private Future<HttpResponse<Buffer>> get(String path) {
        return client.get(port, "127.0.0.1", path).send();
    }

    @Test
    void livesWhateverTheChecksSay(VertxTestContext test) {
        get("/health/live")
                .onComplete(test.succeeding(live -> test.verify(() -> {
                    assertThat(live.statusCode()).isEqualTo(200);
                    assertThat(live.bodyAsJsonObject().getString("status")).isEqualTo("UP");
                    test.completeNow();
                })));
    }

    @Test
    void isReadyOnlyWhileEveryCheckHolds(VertxTestContext test) {
        get("/health/ready")
                .onSuccess(down -> test.verify(() -> {
                    assertThat(down.statusCode()).isEqualTo(503);
                    assertThat(down.bodyAsString()).contains("store", "nobody answers", "self");
                    assertThat(down.getHeader("Cache-Control")).isEqualTo("no-store");
                    storeIsUp.set(true);
                }))
                .compose(down -> get("/health/ready"))
                .onComplete(test.succeeding(up -> test.verify(() -> {
                    assertThat(up.statusCode()).isEqualTo(200);
                    assertThat(up.bodyAsJsonObject().getString("status")).isEqualTo("UP");
                    assertThat(up.bodyAsJsonObject().getJsonArray("checks")).hasSize(2);
                    test.completeNow();
                })));
    }

    @Test
    void drainsWhenItIsToldTo(VertxTestContext test) {
        client.post(port, "127.0.0.1", "/drain")
                .send()
                .onComplete(test.succeeding(drained -> test.verify(() -> {
                    assertThat(drained.statusCode()).isEqualTo(202);
                    assertThat(drains).hasValue(1);
                    test.completeNow();
                })));
    }

    @Test
    void pagesCannotDrain(VertxTestContext test) {
        client.post(port, "127.0.0.1", "/drain")
                .putHeader("Origin", "https://evil.example")
                .send()
                .onComplete(test.succeeding(refused -> test.verify(() -> {
                    assertThat(refused.statusCode()).isEqualTo(403);
                    assertThat(drains).hasValue(0);
                    test.completeNow();
                })));
    }

    @Test
    void tellsWhatIsMeasured(VertxTestContext test) {
        get("/metrics")
                .onComplete(test.succeeding(answer -> test.verify(() -> {
                    assertThat(answer.statusCode()).isEqualTo(200);
                    assertThat(answer.getHeader("Content-Type")).startsWith("text/plain; version=0.0.4");
                    assertThat(answer.bodyAsString()).isEqualTo("measured 1\n");
                    test.completeNow();
                })));
    }

    @Test
    void knowsNoOtherPath(VertxTestContext test) {
        get("/").onComplete(test.succeeding(answer -> test.verify(() -> {
            assertThat(answer.statusCode()).isEqualTo(404);
            test.completeNow();
        })));
    }
}
