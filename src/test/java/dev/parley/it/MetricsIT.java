package dev.parley.it;

import static org.assertj.core.api.Assertions.assertThat;

import dev.parley.Eventually;
import dev.parley.metrics.DocumentedMetrics;
import dev.parley.notification.http.Receiver;
import io.vertx.core.Vertx;
import io.vertx.core.json.JsonObject;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.TestInstance.Lifecycle;
import org.junit.jupiter.api.io.TempDir;

/** What the ops port says was measured, of the jar with its embedded stores. */
@TestInstance(Lifecycle.PER_CLASS)
class MetricsIT {
    private static final HttpClient HTTP = HttpClient.newHttpClient();

    private ParleyProcess parley;

    @BeforeAll
    void start(@TempDir Path folder) throws InterruptedException {
        parley = ParleyProcess.in(folder)
                .with("PARLEY_RATE_LIMITS", "on")
                .with("PARLEY_WEBHOOK_ALLOW_PRIVATE", "true")
                .start();
    }

    @AfterAll
    void stop() {
        parley.close();
    }

    @Test
    void callsOfEveryStoreAreCountedAndTimed() throws Exception {
        Device ann = Device.signUp(parley.api(), "ann");
        Device ben = Device.signUp(parley.api(), "ben");
        try (Socket one = ann.connect(parley.edge(), Optional.empty());
                Socket other = ben.connect(parley.edge(), Optional.empty())) {
            double before = value("parley_store_seconds_count", "messages.append", "ok", "messages");
            for (int i = 0; i < 5; i++) {
                one.awaitAccepted(one.send(ben.user(), "hello " + i));
            }
            other.awaitText("hello 4");
            assertThat(value("parley_store_seconds_count", "messages.append", "ok", "messages"))
                    .isGreaterThanOrEqualTo(before + 5);
        }
        assertThat(value("parley_store_seconds_sum", "messages.append", "ok", "messages"))
                .isPositive();
        assertThat(value("parley_store_seconds_count", "users.create", "ok", "accounts"))
                .isGreaterThanOrEqualTo(2);
        assertThat(value("parley_store_seconds_count", "renew", "ok", "sessions"))
                .isPositive();
        assertThat(value("parley_store_seconds_count", "locate", "ok", "sessions"))
                .isPositive();
        assertThat(value("parley_store_seconds_count", "take", "ok", "limits")).isPositive();
        new Rest(parley.api(), Optional.empty()).post("/users", ann.account()).expect(409);
        assertThat(value("parley_store_seconds_count", "users.create", "refused", "accounts"))
                .isEqualTo(1);
    }

    @Test
    void whatClientsDoAndGetIsCountedAndTimed() throws Exception {
        Device eve = Device.signUp(parley.api(), "eve");
        Device fay = Device.signUp(parley.api(), "fay");
        double accepted = value("parley_accepted_total");
        double delivered = value("parley_delivery_seconds_count");
        try (Socket one = eve.connect(parley.edge(), Optional.empty());
                Socket other = fay.connect(parley.edge(), Optional.empty())) {
            assertThat(value("parley_sessions")).isGreaterThanOrEqualTo(2);
            one.awaitAccepted(one.send(fay.user(), "hello"));
            other.awaitText("hello");
            assertThat(value("parley_accepted_total")).isGreaterThan(accepted);
            Eventually.holds("delivered", () -> value("parley_delivery_seconds_count") > delivered);
        }
        Eventually.holds("nothing waits to leave", () -> value("parley_outbox_bytes") == 0);
        assertThat(value("parley_frames_total{direction=\"in\",type=\"send\"}")).isPositive();
        assertThat(value("parley_frames_total{direction=\"out\",type=\"welcome\"}"))
                .isPositive();
        assertThat(value("parley_syncs_total")).isPositive();
        assertThat(value("parley_event_loop_lag_seconds_count")).isPositive();
        assertThat(value("parley_store_group_count")).isPositive();
    }

    @Test
    void everyMetricOfOursIsToldOfToOperators() throws Exception {
        assertThat(DocumentedMetrics.measured(scrape()))
                .filteredOn(name -> name.startsWith("parley_"))
                .isSubsetOf(DocumentedMetrics.names());
    }

    @Test
    void fillingOfPoolsAndCallsUnderWayAreShown() throws Exception {
        assertThat(scrape())
                .contains("parley_store_in_flight{call=\"messages.append\",store=\"messages\"} ")
                .containsPattern("(?m)^vertx_pool_queue_pending\\{")
                .containsPattern("(?m)^vertx_pool_in_use\\{");
    }

    @Test
    void pushesAreCountedByWhatBecameOfThemAndTimed() throws Exception {
        Vertx vertx = Vertx.vertx();
        Receiver receiver = new Receiver(vertx);
        receiver.answer = (delivery, response) ->
                Receiver.status(response, Integer.parseInt(delivery.path().substring(1)));
        for (int status : List.of(200, 410, 500)) {
            JsonObject webhook = new JsonObject()
                    .put("kind", "webhook")
                    .put("url", receiver.url("/" + status))
                    .put("secret", "a secret of sixteen");
            Device bot = Device.signUp(parley.api(), "answers" + status);
            bot.rest().put("/push/subscription", webhook).expect(200);
            bot.rest().post("/push/test", new JsonObject()).expect(202);
        }
        for (String became : List.of(
                "total{channel=\"webhook\",outcome=\"sent\",reason=\"ok\"}",
                "total{channel=\"webhook\",outcome=\"dropped\",reason=\"gone\"}",
                "total{channel=\"webhook\",outcome=\"failed\",reason=\"status_5xx\"}",
                "age_seconds_count{channel=\"webhook\"}")) {
            Eventually.holds(became, () -> scrape().contains("parley_push_" + became + " "));
        }
        vertx.close().await();
    }

    @Test
    void nothingIsLabelledByUserOrConversation() throws Exception {
        Device cyd = Device.signUp(parley.api(), "cyd");
        assertThat(scrape()).doesNotContain(cyd.user()).doesNotContain("cyd").doesNotContain("user.");
    }

    private double value(String name, String call, String outcome, String store) throws Exception {
        return value("%s{call=\"%s\",outcome=\"%s\",store=\"%s\"}".formatted(name, call, outcome, store));
    }

    private double value(String series) throws Exception {
        return scrape().lines()
                .filter(line -> line.startsWith(series + " "))
                .mapToDouble(line -> Double.parseDouble(line.substring(series.length() + 1)))
                .findFirst()
                .orElse(0);
    }

    private String scrape() throws IOException, InterruptedException {
        URI uri = URI.create("http://127.0.0.1:" + parley.setting("PARLEY_OPS_PORT") + "/metrics");
        HttpResponse<String> answer =
                HTTP.send(HttpRequest.newBuilder(uri).build(), HttpResponse.BodyHandlers.ofString());
        assertThat(answer.statusCode()).isEqualTo(200);
        assertThat(answer.headers().firstValue("Content-Type").orElse("")).startsWith("text/plain; version=0.0.4");
        return answer.body();
    }
}
