package dev.parley.notification.apns;

import static dev.parley.accounts.TestPeople.await;
import static org.assertj.core.api.Assertions.assertThat;

import com.eatthepath.pushy.apns.server.MockApnsServer;
import com.eatthepath.pushy.apns.server.MockApnsServerBuilder;
import com.eatthepath.pushy.apns.server.PushNotificationHandler;
import com.eatthepath.pushy.apns.server.RejectedNotificationException;
import com.eatthepath.pushy.apns.server.RejectionReason;
import dev.parley.bus.PushService;
import dev.parley.bus.PushService.Target;
import dev.parley.config.Settings;
import dev.parley.notification.Note;
import dev.parley.notification.Notes;
import dev.parley.notification.Receipt;
import dev.parley.servers.OwnCertificate;
import dev.parley.servers.Ports;
import io.netty.handler.codec.http2.Http2Headers;
import io.vertx.core.Context;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.json.JsonObject;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.KeyStore;
import java.security.PrivateKey;
import java.security.cert.X509Certificate;
import java.security.spec.ECGenParameterSpec;
import java.util.Base64;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Supplier;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Against the mock server of pushy. */
class ApnsChannelTest {
    private static final String TOPIC = "dev.parley.app";
    private static final char[] PASSWORD = OwnCertificate.PASSWORD.toCharArray();

    @TempDir
    private static Path folder;

    private static final Vertx VERTX = Vertx.vertx();
    private static final Context CONTEXT = VERTX.getOrCreateContext();
    private static final List<Got> GOT = new CopyOnWriteArrayList<>();
    private static volatile Optional<RejectionReason> refusal = Optional.empty();
    private static MockApnsServer apple;
    private static ApnsChannel channel;

    private record Got(String path, String collapse, String type, JsonObject body) {}

    @BeforeAll
    static void start() throws Exception {
        OwnCertificate certificate = OwnCertificate.in(folder);
        KeyStore store = KeyStore.getInstance(certificate.keyStore().toFile(), PASSWORD);
        int port = Ports.free();
        apple = new MockApnsServerBuilder()
                .setServerCredentials(
                        new X509Certificate[] {(X509Certificate) store.getCertificate("server")},
                        (PrivateKey) store.getKey("server", PASSWORD),
                        null)
                .setHandlerFactory(session -> handler())
                .build();
        apple.start(port).get();
        Settings.Apns settings = new Settings.Apns(key(), "KEYIDKEYID", "TEAMIDTEAM", TOPIC, "localhost:" + port);
        channel = await(onContext(() -> ApnsChannel.open(
                VERTX,
                settings,
                builder -> builder.setTrustedServerCertificateChain(
                        certificate.authority().toFile()))));
    }

    private static PushNotificationHandler handler() {
        return (headers, payload) -> {
            if (refusal.isPresent()) {
                throw new RejectedNotificationException(refusal.get());
            }
            GOT.add(new Got(
                    text(headers, ":path"),
                    text(headers, "apns-collapse-id"),
                    text(headers, "apns-push-type"),
                    new JsonObject(payload.toString(StandardCharsets.UTF_8))));
        };
    }

    private static String text(Http2Headers headers, String name) {
        return String.valueOf(headers.get(name));
    }

    private static Path key() throws Exception {
        KeyPairGenerator generator = KeyPairGenerator.getInstance("EC");
        generator.initialize(new ECGenParameterSpec("secp256r1"));
        KeyPair pair = generator.generateKeyPair();
        return Files.writeString(
                folder.resolve("AuthKey.p8"),
                "-----BEGIN PRIVATE KEY-----\n"
                        + Base64.getMimeEncoder()
                                .encodeToString(pair.getPrivate().getEncoded())
                        + "\n-----END PRIVATE KEY-----\n");
    }

    @AfterAll
    static void stop() throws Exception {
        await(channel.close());
        apple.shutdown().get();
        await(VERTX.close());
    }

    @BeforeEach
    void beginAnew() {
        GOT.clear();
        refusal = Optional.empty();
    }

    @Test
    void showsAnAlertWithTheBadge() throws Exception {
        Note note = Notes.saying("hello");
        assertThat(send(note)).isEqualTo(new Receipt.Sent());
        Got push = GOT.get(0);
        assertThat(push.path()).isEqualTo("/3/device/0123456789abcdef");
        assertThat(push.collapse()).isEqualTo(note.topic());
        assertThat(push.type()).isEqualTo("alert");
        JsonObject shown = push.body().getJsonObject("aps");
        assertThat(shown.getInteger("badge")).isEqualTo(5);
        assertThat(shown.getJsonObject("alert"))
                .isEqualTo(new JsonObject().put("title", "Bob").put("body", "hello"));
        assertThat(push.body().getJsonObject("note").getString("conversation")).isEqualTo("d:1:2");
    }

    @Test
    void staysWithinWhatApnsTakes() throws Exception {
        assertThat(send(Notes.saying("\u0001".repeat(10_000)))).isEqualTo(new Receipt.Sent());
        assertThat(GOT.get(0).body().encode().length()).isLessThan(4_096);
    }

    @Test
    void wakesUpInSilence() throws Exception {
        assertThat(send(Notes.wakeUp())).isEqualTo(new Receipt.Sent());
        assertThat(GOT.get(0).type()).isEqualTo("background");
        assertThat(GOT.get(0).body().getJsonObject("aps")).isEqualTo(new JsonObject().put("content-available", 1));
    }

    @Test
    void saysWhatToDoAboutEachRefusal() throws Exception {
        assertThat(refused(RejectionReason.UNREGISTERED)).isEqualTo(new Receipt.Gone("unregistered"));
        assertThat(refused(RejectionReason.BAD_DEVICE_TOKEN)).isEqualTo(new Receipt.Gone("unregistered"));
        assertThat(refused(RejectionReason.TOO_MANY_REQUESTS))
                .isEqualTo(new Receipt.Later("too_many", Optional.empty(), false));
        assertThat(refused(RejectionReason.INTERNAL_SERVER_ERROR))
                .isEqualTo(new Receipt.Later("status_5xx", Optional.empty(), true));
        assertThat(refused(RejectionReason.PAYLOAD_TOO_LARGE)).isEqualTo(new Receipt.Refused("invalid"));
    }

    private static Receipt refused(RejectionReason reason) throws Exception {
        refusal = Optional.of(reason);
        return send(Notes.saying("hello"));
    }

    private static Receipt send(Note note) throws Exception {
        Target phone = new Target(PushService.Channel.APNS, "0123456789abcdef", "", "");
        return await(onContext(() -> channel.send(phone, note)));
    }

    private static <T> Future<T> onContext(Supplier<Future<T>> work) {
        return Future.future(promise -> CONTEXT.runOnContext(now -> work.get().onComplete(promise)));
    }
}
