package dev.parley.notification.webpush;

import static dev.parley.accounts.TestPeople.await;
import static org.assertj.core.api.Assertions.assertThat;

import dev.parley.bus.PushService;
import dev.parley.bus.PushService.Target;
import dev.parley.config.Settings;
import dev.parley.config.SettingsLoader;
import dev.parley.notification.Note;
import dev.parley.notification.Notes;
import dev.parley.notification.Receipt;
import dev.parley.notification.http.Outbound;
import dev.parley.notification.http.Receiver;
import dev.parley.notification.http.Receiver.Delivery;
import io.vertx.core.Context;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.json.JsonObject;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.security.Signature;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Base64;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Against a push service of the tests, whose browser decrypts. */
class WebPushChannelTest {
    @TempDir
    Path folder;

    private final Vertx vertx = Vertx.vertx();
    private final Context context = vertx.getOrCreateContext();
    private Receiver service;
    private Browser browser;
    private WebPushChannel channel;

    @BeforeEach
    void start() throws Exception {
        service = new Receiver(vertx);
        service.answer = (delivery, response) -> Receiver.status(response, 201);
        browser = new Browser();
        channel = open();
    }

    private WebPushChannel open() throws Exception {
        Settings.Push settings = SettingsLoader.load(
                        new JsonObject(),
                        Map.of("PARLEY_DATA_DIR", folder.toString(), "PARLEY_PUSH_CONTACT", "mailto:me@chat.example"))
                .push();
        return await(onContext(
                () -> WebPushChannel.open(vertx, settings, new Outbound(vertx, true), InstantSource.system())));
    }

    @AfterEach
    void stop() throws Exception {
        await(vertx.close());
    }

    @Test
    void sendsWhatOnlyTheBrowserCanRead() throws Exception {
        Note note = Notes.saying("hello \ud83d\ude00");
        assertThat(send(note)).isEqualTo(new Receipt.Sent());
        Delivery delivery = service.got.get(0);
        assertThat(delivery.path()).isEqualTo("/push/1");
        assertThat(delivery.headers())
                .containsEntry("content-encoding", "aes128gcm")
                .containsEntry("topic", note.topic())
                .containsEntry("urgency", "high");
        assertThat(Integer.parseInt(delivery.headers().get("ttl"))).isBetween(3_000, 3_600);
        assertThat(note.topic()).matches("[A-Za-z0-9_-]{32}");
        assertThat(delivery.body().toString()).doesNotContain("hello");
        JsonObject read = read(delivery);
        assertThat(read.getString("text")).isEqualTo("hello \ud83d\ude00");
        assertThat(read.getJsonObject("from").getString("name")).isEqualTo("Bob");
        assertThat(read.getInteger("badge")).isEqualTo(5);
    }

    @Test
    void saysWhoSendsByATokenThatTheServiceCanCheck() throws Exception {
        send(Notes.saying("hello"));
        Matcher parts = Pattern.compile("vapid t=(([\\w-]+)\\.([\\w-]+))\\.([\\w-]+), k=([\\w-]+)")
                .matcher(service.got.get(0).headers().get("authorization"));
        assertThat(parts.matches()).isTrue();
        assertThat(parts.group(5)).isEqualTo(channel.publicKey());
        JsonObject claims = new JsonObject(new String(decode(parts.group(3)), StandardCharsets.UTF_8));
        assertThat(claims.getString("aud")).isEqualTo("http://127.0.0.1:" + service.port());
        assertThat(claims.getString("sub")).isEqualTo("mailto:me@chat.example");
        assertThat(Instant.ofEpochSecond(claims.getLong("exp")))
                .isBetween(Instant.now(), Instant.now().plusSeconds(24 * 3_600));
        Signature signature = Signature.getInstance("SHA256withECDSAinP1363Format");
        signature.initVerify(P256.publicKey(decode(parts.group(5))));
        signature.update(parts.group(1).getBytes(StandardCharsets.US_ASCII));
        assertThat(signature.verify(decode(parts.group(4)))).isTrue();
    }

    @Test
    void hasTheSameKeyAfterARestart() throws Exception {
        assertThat(open().publicKey()).isEqualTo(channel.publicKey());
    }

    @Test
    void cutsWhatAPushCannotHold() throws Exception {
        send(Notes.saying("\u0001".repeat(100_000)));
        Delivery delivery = service.got.get(0);
        assertThat(delivery.body().length()).isLessThanOrEqualTo(4_096);
        assertThat(read(delivery).getString("text")).hasSize(400).endsWith("\u2026");
    }

    @Test
    void saysNothingInAWakeUp() throws Exception {
        send(Notes.wakeUp());
        assertThat(read(service.got.get(0))).isEqualTo(new JsonObject().put("type", "wakeup"));
    }

    @Test
    void saysWhatToDoAboutEachAnswer() throws Exception {
        service.answer = (delivery, response) -> Receiver.status(response, 410);
        assertThat(send(Notes.wakeUp())).isEqualTo(new Receipt.Gone("gone"));
        service.answer = (delivery, response) -> Receiver.status(response, 503);
        assertThat(send(Notes.wakeUp())).isEqualTo(new Receipt.Later("status_5xx", Optional.empty(), true));
    }

    @Test
    void endsASubscriptionWhoseKeyIsNone() throws Exception {
        Target broken = new Target(
                PushService.Channel.WEBPUSH,
                service.url("/push/1"),
                Base64.getUrlEncoder().encodeToString(new byte[65]),
                "AAAAAAAAAAAAAAAAAAAAAA");
        assertThat(await(onContext(() -> channel.send(broken, Notes.wakeUp())))).isEqualTo(new Receipt.Gone("bad_key"));
    }

    private JsonObject read(Delivery delivery) throws Exception {
        return new JsonObject(Buffer.buffer(browser.decrypt(delivery.body().getBytes())));
    }

    private static byte[] decode(String text) {
        return Base64.getUrlDecoder().decode(text);
    }

    private Receipt send(Note note) throws Exception {
        return await(onContext(() -> channel.send(browser.subscription(service.url("/push/1")), note)));
    }

    private <T> Future<T> onContext(Supplier<Future<T>> work) {
        return Future.future(promise -> context.runOnContext(now -> work.get().onComplete(promise)));
    }
}
