package dev.parley.api;

import static org.assertj.core.api.Assertions.assertThat;

import dev.parley.api.ApiFixture.Reply;
import dev.parley.bus.Done;
import dev.parley.bus.NotificationService;
import dev.parley.bus.NotificationService.Offer;
import dev.parley.bus.PushService;
import dev.parley.bus.PushService.Carries;
import dev.parley.bus.PushService.Channel;
import dev.parley.bus.PushService.Queued;
import dev.parley.bus.PushService.QuietHours;
import dev.parley.bus.PushService.Register;
import dev.parley.bus.PushService.Target;
import dev.parley.bus.PushService.Wishes;
import io.vertx.core.Future;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Registering for pushes, over REST. */
class PushTest {
    private static final String SUBSCRIPTION = "/api/v1/push/subscription";
    private static final String SETTINGS = "/api/v1/push/settings";
    private static final String KEY = base64(65);
    private static final String AUTH = base64(16);

    private static final List<Register> REGISTERED = new CopyOnWriteArrayList<>();
    private static final AtomicReference<Wishes> WISHES = new AtomicReference<>(Wishes.USUAL);
    private static final AtomicInteger DEVICES = new AtomicInteger();
    private static final AtomicReference<Set<Channel>> OFFERED = new AtomicReference<>();
    private static ApiFixture api;

    @BeforeAll
    static void start() {
        api = new ApiFixture();
        api.serve(PushService.REGISTER, request -> {
            REGISTERED.add(request);
            return Future.succeededFuture(Done.DONE);
        });
        api.serve(PushService.UNREGISTER, request -> Future.succeededFuture(Done.DONE));
        api.serve(PushService.WISHES, request -> Future.succeededFuture(WISHES.get()));
        api.serve(PushService.WISH, request -> {
            WISHES.set(request.wishes());
            return Future.succeededFuture(request.wishes());
        });
        api.serve(PushService.TEST, request -> Future.succeededFuture(new Queued(DEVICES.get())));
        api.serve(
                NotificationService.OFFER,
                asked -> Future.succeededFuture(new Offer(OFFERED.get(), Optional.of("the key"))));
    }

    @BeforeEach
    void offer() {
        OFFERED.set(Set.of(Channel.WEBPUSH, Channel.WEBHOOK));
    }

    @AfterAll
    static void stop() {
        api.close();
    }

    @Test
    void saysWhatBrowsersSubscribeWith() {
        assertThat(api.get("/api/v1/push/key").json())
                .isEqualTo(new JsonObject()
                        .put("channels", new JsonArray().add("webhook").add("webpush"))
                        .put("key", "the key"));
    }

    @Test
    void registersABrowser() {
        JsonObject body = new JsonObject()
                .put("kind", "webpush")
                .put("endpoint", "https://push.example/abc")
                .put("expirationTime", (Object) null)
                .put("keys", new JsonObject().put("p256dh", KEY).put("auth", AUTH));
        Reply reply = put(SUBSCRIPTION, body);
        assertThat(reply.status()).isEqualTo(200);
        assertThat(reply.json()).isEqualTo(new JsonObject().put("kind", "webpush"));
        assertThat(REGISTERED)
                .contains(new Register(
                        ApiFixture.ANN,
                        ApiFixture.ANNS_PHONE.device(),
                        ApiFixture.ANNS_PHONE.signIn(),
                        new Target(Channel.WEBPUSH, "https://push.example/abc", KEY, AUTH)));
    }

    @Test
    void registersPhonesByTheirTokens() {
        OFFERED.set(Set.of(Channel.FCM, Channel.APNS));
        assertThat(put(SUBSCRIPTION, new JsonObject().put("kind", "fcm").put("token", "f1"))
                        .status())
                .isEqualTo(200);
        assertThat(put(SUBSCRIPTION, new JsonObject().put("kind", "apns").put("token", "a1"))
                        .status())
                .isEqualTo(200);
        assertThat(REGISTERED)
                .extracting(Register::target)
                .contains(new Target(Channel.FCM, "f1", "", ""), new Target(Channel.APNS, "a1", "", ""));
    }

    @ParameterizedTest
    @ValueSource(strings = {"fcm", "apns"})
    void refusesWhatTheServerIsNotSetUpFor(String kind) {
        Reply reply = put(SUBSCRIPTION, new JsonObject().put("kind", kind).put("token", "not kept"));
        assertThat(reply.status()).isEqualTo(422);
        assertThat(reply.code()).isEqualTo("invalid");
        assertThat(reply.field()).isEqualTo("kind");
        assertThat(REGISTERED)
                .extracting(register -> register.target().address())
                .doesNotContain("not kept");
    }

    @Test
    void saysThatItCannotTellWhileNoNotificationNodeRuns() {
        try (ApiFixture alone = new ApiFixture()) {
            Reply reply = alone.call("PUT", SUBSCRIPTION, "{\"kind\": \"fcm\", \"token\": \"f1\"}");
            assertThat(reply.status()).isEqualTo(503);
        }
    }

    @Test
    void makesAWebhookASecretThatCameWithoutOne() {
        JsonObject body = new JsonObject().put("kind", "webhook").put("url", "https://bot.example/hook");
        String secret = put(SUBSCRIPTION, body).json().getString("secret");
        assertThat(secret).hasSizeGreaterThan(40);
        assertThat(put(SUBSCRIPTION, body).json().getString("secret")).isNotEqualTo(secret);
        Reply own = put(SUBSCRIPTION, body.put("secret", "a secret of my own"));
        assertThat(own.json().containsKey("secret")).isFalse();
        assertThat(REGISTERED)
                .extracting(Register::target)
                .contains(
                        new Target(Channel.WEBHOOK, "https://bot.example/hook", "", secret),
                        new Target(Channel.WEBHOOK, "https://bot.example/hook", "", "a secret of my own"));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "{} | kind",
                "{\"kind\": \"pigeon\"} | kind",
                "{\"kind\": \"fcm\"} | token",
                "{\"kind\": \"apns\", \"token\": \" \"} | token",
                "{\"kind\": \"webhook\"} | url",
                "{\"kind\": \"webhook\", \"url\": \"http://bot.example/\"} | url",
                "{\"kind\": \"webhook\", \"url\": \"https://user:password@bot.example/\"} | url",
                "{\"kind\": \"webhook\", \"url\": \"ftp://bot.example/\"} | url",
                "{\"kind\": \"webhook\", \"url\": \"https:///x\"} | url",
                "{\"kind\": \"webhook\", \"url\": \"https://bot.example/\", \"secret\": \"short\"} | secret",
                "{\"kind\": \"webpush\", \"endpoint\": \"https://push.example/\"} | keys.p256dh",
                "{\"kind\": \"webpush\", \"endpoint\": \"https://push.example/\", \"keys\": {\"p256dh\": \"AAAA\"}} | keys.p256dh",
                "{\"kind\": \"webpush\", \"endpoint\": \"https://push.example/\", \"keys\": {\"p256dh\": \"%%\"}} | keys.p256dh"
            })
    void refusesWhatCannotBeReached(String body, String field) {
        Reply reply = api.call("PUT", SUBSCRIPTION, body);
        assertThat(reply.status()).isEqualTo(422);
        assertThat(reply.field()).isEqualTo(field);
    }

    @Test
    void takesWebhooksWithoutTlsWhereThatIsAllowed() {
        try (ApiFixture open = new ApiFixture(Map.of("PARLEY_WEBHOOK_ALLOW_PRIVATE", "true"))) {
            open.serve(PushService.REGISTER, request -> Future.succeededFuture(Done.DONE));
            Reply reply =
                    open.call("PUT", SUBSCRIPTION, "{\"kind\":\"webhook\",\"url\":\"http://localhost:9000/hook\"}");
            assertThat(reply.status()).isEqualTo(200);
        }
    }

    @Test
    void unregistersTheCallingDevice() {
        assertThat(api.call("DELETE", SUBSCRIPTION, "").status()).isEqualTo(204);
    }

    @Test
    void sendsATestToThoseWhoAreRegistered() {
        DEVICES.set(2);
        Reply reply = api.call("POST", "/api/v1/push/test", "");
        assertThat(reply.status()).isEqualTo(202);
        assertThat(reply.json()).isEqualTo(new JsonObject().put("devices", 2));
        DEVICES.set(0);
        assertThat(api.call("POST", "/api/v1/push/test", "").code()).isEqualTo("not_found");
    }

    @Test
    void keepsQuietHours() {
        JsonObject wanted = new JsonObject()
                .put("carries", "sender")
                .put(
                        "quietHours",
                        new JsonObject().put("from", "22:30").put("to", "07:05").put("zone", "Europe/Berlin"));
        assertThat(put(SETTINGS, wanted).json()).isEqualTo(wanted);
        assertThat(WISHES.get())
                .isEqualTo(new Wishes(
                        Carries.SENDER, Optional.of(new QuietHours(22 * 60 + 30, 7 * 60 + 5, "Europe/Berlin"))));
        assertThat(api.get(SETTINGS).json()).isEqualTo(wanted);
        assertThat(put(SETTINGS, new JsonObject()).json()).isEqualTo(new JsonObject().put("carries", "text"));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "{\"carries\": \"everything\"} | carries",
                "{\"quietHours\": {\"from\": \"22:30\", \"to\": \"7:05\", \"zone\": \"UTC\"}} | quietHours.to",
                "{\"quietHours\": {\"from\": \"24:30\", \"to\": \"07:05\", \"zone\": \"UTC\"}} | quietHours.from",
                "{\"quietHours\": {\"from\": \"22:30\", \"to\": \"07:05\", \"zone\": \"Moon/Base\"}} | quietHours.zone",
                "{\"quietHours\": {}} | quietHours.from"
            })
    void refusesHoursThatThereAreNot(String body, String field) {
        Reply reply = api.call("PUT", SETTINGS, body);
        assertThat(reply.status()).isEqualTo(422);
        assertThat(reply.field()).isEqualTo(field);
    }

    private static Reply put(String path, JsonObject body) {
        return api.call("PUT", path, body.encode());
    }

    private static String base64(int bytes) {
        return Base64.getUrlEncoder().withoutPadding().encodeToString(new byte[bytes]);
    }
}
