package dev.parley.notification.webhook;

import static dev.parley.accounts.TestPeople.await;
import static org.assertj.core.api.Assertions.assertThat;

import dev.parley.bus.PushService;
import dev.parley.bus.PushService.Target;
import dev.parley.notification.Notes;
import dev.parley.notification.Receipt;
import dev.parley.notification.http.Outbound;
import dev.parley.notification.http.Receiver;
import dev.parley.notification.http.Receiver.Delivery;
import io.vertx.core.Context;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.json.JsonObject;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.HexFormat;
import java.util.Optional;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** A receiver that checks signatures, and one that misbehaves. */
class WebhookChannelTest {
    private static final String SECRET = "a secret of sixteen";

    private final Vertx vertx = Vertx.vertx();
    private final Context context = vertx.getOrCreateContext();
    private Receiver receiver;

    @BeforeEach
    void start() throws Exception {
        receiver = new Receiver(vertx);
    }

    @AfterEach
    void stop() throws Exception {
        await(vertx.close());
    }

    @Test
    void signsWhatItSends() throws Exception {
        assertThat(send()).isEqualTo(new Receipt.Sent());
        Delivery delivery = receiver.got.get(0);
        String time = delivery.headers().get("parley-timestamp");
        assertThat(Instant.ofEpochSecond(Long.parseLong(time)))
                .isBetween(Instant.now().minusSeconds(60), Instant.now());
        assertThat(delivery.headers()).containsEntry("parley-signature", "v1=" + hmac(time + "." + delivery.body()));
        JsonObject body = new JsonObject(delivery.body());
        assertThat(body.getString("type")).isEqualTo("message");
        assertThat(body.getString("user")).isEqualTo("1");
        assertThat(body.getString("conversation")).isEqualTo("d:1:2");
        assertThat(body.getString("text")).isEqualTo("hello");
        assertThat(body.getInteger("count")).isEqualTo(2);
        assertThat(body.getInteger("badge")).isEqualTo(5);
    }

    private static String hmac(String text) throws Exception {
        Mac mac = Mac.getInstance("HmacSHA256");
        mac.init(new SecretKeySpec(SECRET.getBytes(StandardCharsets.UTF_8), "HmacSHA256"));
        return HexFormat.of().formatHex(mac.doFinal(text.getBytes(StandardCharsets.UTF_8)));
    }

    @Test
    void saysWhatToDoAboutEachAnswer() throws Exception {
        answer(500, "");
        assertThat(send()).isEqualTo(new Receipt.Later("status_5xx", Optional.empty(), true));
        answer(429, "30");
        assertThat(send()).isEqualTo(new Receipt.Later("too_many", Optional.of(Duration.ofSeconds(30)), false));
        answer(410, "");
        assertThat(send()).isEqualTo(new Receipt.Gone("gone"));
    }

    @Test
    void waitsForASlowAnswer() throws Exception {
        receiver.answer = (delivery, response) -> vertx.setTimer(300, late -> Receiver.status(response, 204));
        assertThat(send()).isEqualTo(new Receipt.Sent());
    }

    @Test
    void doesNotWaitForAnAnswerThatNeverComes() throws Exception {
        receiver.answer = (delivery, response) -> {};
        assertThat(send(Duration.ofMillis(300))).isEqualTo(new Receipt.Later("timeout", Optional.empty(), true));
    }

    private void answer(int status, String retryAfter) {
        receiver.answer = (delivery, response) -> {
            if (!retryAfter.isEmpty()) {
                response.putHeader("Retry-After", retryAfter);
            }
            Receiver.status(response, status);
        };
    }

    private Receipt send() throws Exception {
        return send(Duration.ofSeconds(30));
    }

    private Receipt send(Duration patience) throws Exception {
        Target target = new Target(PushService.Channel.WEBHOOK, receiver.url("/hook"), "", SECRET);
        return await(Future.future(promise -> context.runOnContext(
                now -> new WebhookChannel(new Outbound(vertx, true, patience), InstantSource.system())
                        .send(target, Notes.saying("hello"))
                        .onComplete(promise))));
    }
}
