package dev.parley.notification.fcm;

import static dev.parley.accounts.TestPeople.await;
import static org.assertj.core.api.Assertions.assertThat;

import dev.parley.bus.PushService;
import dev.parley.bus.PushService.Target;
import dev.parley.config.Settings;
import dev.parley.notification.Note;
import dev.parley.notification.Notes;
import dev.parley.notification.Receipt;
import dev.parley.notification.http.Outbound;
import dev.parley.notification.http.Receiver;
import dev.parley.notification.http.Receiver.Delivery;
import io.vertx.core.Context;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.http.HttpServerResponse;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.net.URI;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.Signature;
import java.time.InstantSource;
import java.util.Base64;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Against a server of the tests that speaks Google's OAuth and HTTP v1. */
class FcmChannelTest {
    private static final String SEND = "/v1/projects/parley-test/messages:send";
    private static final Pattern ASSERTION = Pattern.compile("assertion=(([\\w-]+)\\.([\\w-]+))\\.([\\w-]+)");

    private static KeyPair keys;

    @TempDir
    Path folder;

    private final Vertx vertx = Vertx.vertx();
    private final Context context = vertx.getOrCreateContext();
    private Receiver google;
    private FcmChannel channel;
    private volatile String token = "token-1";
    private volatile int status = 200;
    private volatile String error = "";

    @BeforeAll
    static void makeKeys() throws Exception {
        KeyPairGenerator generator = KeyPairGenerator.getInstance("RSA");
        generator.initialize(2_048);
        keys = generator.generateKeyPair();
    }

    @BeforeEach
    void start() throws Exception {
        google = new Receiver(vertx);
        google.answer = this::answer;
        Path credentials =
                Files.writeString(folder.resolve("account.json"), account().encode());
        Settings.Fcm settings = new Settings.Fcm(credentials, URI.create(google.url("")));
        channel = await(
                onContext(() -> FcmChannel.open(vertx, settings, new Outbound(vertx, true), InstantSource.system())));
    }

    private JsonObject account() {
        String pem = "-----BEGIN PRIVATE KEY-----\n"
                + Base64.getMimeEncoder().encodeToString(keys.getPrivate().getEncoded())
                + "\n-----END PRIVATE KEY-----\n";
        return new JsonObject()
                .put("type", "service_account")
                .put("project_id", "parley-test")
                .put("client_email", "push@parley-test.example")
                .put("private_key", pem)
                .put("token_uri", google.url("/token"));
    }

    private void answer(Delivery delivery, HttpServerResponse response) {
        if (delivery.path().equals("/token")) {
            response.end(new JsonObject()
                    .put("access_token", token)
                    .put("expires_in", 3_599)
                    .encode());
        } else if (!delivery.headers().get("authorization").equals("Bearer " + token)) {
            Receiver.status(response, 401);
        } else {
            JsonArray details = new JsonArray()
                    .add(new JsonObject()
                            .put("@type", "type.googleapis.com/google.firebase.fcm.v1.FcmError")
                            .put("errorCode", error));
            JsonObject body = error.isEmpty()
                    ? new JsonObject().put("name", "projects/parley-test/messages/1")
                    : new JsonObject().put("error", new JsonObject().put("details", details));
            response.setStatusCode(status).end(body.encode());
        }
    }

    @AfterEach
    void stop() throws Exception {
        await(vertx.close());
    }

    @Test
    void sendsDataToADevice() throws Exception {
        Note note = Notes.saying("hello");
        assertThat(send(note)).isEqualTo(new Receipt.Sent());
        Delivery delivery = sent().get(0);
        JsonObject message = new JsonObject(delivery.body()).getJsonObject("message");
        assertThat(message.getString("token")).isEqualTo("phone");
        assertThat(new JsonObject(message.getJsonObject("data").getString("note")).getString("text"))
                .isEqualTo("hello");
        JsonObject android = message.getJsonObject("android");
        assertThat(android.getString("collapse_key")).isEqualTo(note.topic());
        assertThat(android.getString("priority")).isEqualTo("HIGH");
        assertThat(android.getString("ttl")).matches("3[56]\\d\\ds");
    }

    @Test
    void provesWhoItIsOnceForManyPushes() throws Exception {
        send(Notes.saying("one"));
        send(Notes.saying("two"));
        assertThat(sent()).hasSize(2);
        Delivery asked = google.got.stream()
                .filter(delivery -> delivery.path().equals("/token"))
                .reduce((one, other) -> {
                    throw new AssertionError("asked twice");
                })
                .orElseThrow();
        String form = URLDecoder.decode(asked.body().toString(), StandardCharsets.UTF_8);
        assertThat(form).contains("grant_type=urn:ietf:params:oauth:grant-type:jwt-bearer");
        Matcher assertion = ASSERTION.matcher(form);
        assertThat(assertion.find()).isTrue();
        JsonObject claims = new JsonObject(new String(decode(assertion.group(3)), StandardCharsets.UTF_8));
        assertThat(claims.getString("iss")).isEqualTo("push@parley-test.example");
        assertThat(claims.getString("aud")).isEqualTo(google.url("/token"));
        assertThat(claims.getString("scope")).isEqualTo("https://www.googleapis.com/auth/firebase.messaging");
        Signature signature = Signature.getInstance("SHA256withRSA");
        signature.initVerify(keys.getPublic());
        signature.update(assertion.group(1).getBytes(StandardCharsets.US_ASCII));
        assertThat(signature.verify(decode(assertion.group(4)))).isTrue();
    }

    @Test
    void asksForAnotherTokenWhenOneIsRefused() throws Exception {
        send(Notes.saying("one"));
        token = "token-2";
        assertThat(send(Notes.saying("two"))).isEqualTo(new Receipt.Later("unauthorized", Optional.empty(), true));
        assertThat(send(Notes.saying("two"))).isEqualTo(new Receipt.Sent());
    }

    @Test
    void saysWhatToDoAboutEachError() throws Exception {
        assertThat(refused(404, "UNREGISTERED")).isEqualTo(new Receipt.Gone("unregistered"));
        assertThat(refused(403, "SENDER_ID_MISMATCH")).isEqualTo(new Receipt.Gone("unregistered"));
        assertThat(refused(400, "INVALID_ARGUMENT")).isEqualTo(new Receipt.Refused("invalid"));
        assertThat(refused(429, "QUOTA_EXCEEDED")).isEqualTo(new Receipt.Later("too_many", Optional.empty(), false));
        assertThat(refused(503, "UNAVAILABLE")).isEqualTo(new Receipt.Later("status_5xx", Optional.empty(), true));
        assertThat(refused(404, "")).isEqualTo(new Receipt.Later("unauthorized", Optional.empty(), true));
    }

    @Test
    void triesLaterWhenGoogleGivesNoToken() throws Exception {
        google.answer = (delivery, response) -> Receiver.status(response, 500);
        assertThat(send(Notes.saying("one"))).isEqualTo(new Receipt.Later("connection", Optional.empty(), true));
        google.answer = this::answer;
        assertThat(send(Notes.saying("one"))).isEqualTo(new Receipt.Sent());
    }

    @Test
    void namesAKeyThatIsNone() throws Exception {
        Path file = Files.writeString(folder.resolve("broken.json"), "{\"private_key\": \"secret\"}");
        Settings.Fcm settings = new Settings.Fcm(file, URI.create(google.url("")));
        Future<FcmChannel> opened =
                onContext(() -> FcmChannel.open(vertx, settings, new Outbound(vertx, true), InstantSource.system()));
        String message = await(opened.map("opened").otherwise(Throwable::getMessage));
        assertThat(message).contains(file.toString()).doesNotContain("secret");
    }

    private Receipt refused(int answered, String code) throws Exception {
        status = answered;
        error = code;
        return send(Notes.saying("hello"));
    }

    private List<Delivery> sent() {
        return google.got.stream()
                .filter(delivery -> delivery.path().equals(SEND))
                .toList();
    }

    private Receipt send(Note note) throws Exception {
        Target phone = new Target(PushService.Channel.FCM, "phone", "", "");
        return await(onContext(() -> channel.send(phone, note)));
    }

    private static byte[] decode(String text) {
        return Base64.getUrlDecoder().decode(text);
    }

    private <T> Future<T> onContext(Supplier<Future<T>> work) {
        return Future.future(promise -> context.runOnContext(now -> work.get().onComplete(promise)));
    }
}
