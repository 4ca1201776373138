package dev.parley.notification.webpush;

import dev.parley.bus.PushService.Target;
import dev.parley.config.Settings;
import dev.parley.keys.KeyFile;
import dev.parley.notification.Channel;
import dev.parley.notification.Note;
import dev.parley.notification.NoteJson;
import dev.parley.notification.Receipt;
import dev.parley.notification.http.Outbound;
import dev.parley.notification.http.Unreachable;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import java.net.URI;
import java.security.GeneralSecurityException;
import java.security.SecureRandom;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Base64;
import java.util.Map;

/** Sends notes to browsers by the push services that they chose. */
public final class WebPushChannel implements Channel {
    /** With names and all else, encoded at its longest, within what a push may hold. */
    private static final int MOST_TEXT = 400;

    private final Vertx vertx;
    private final Outbound outbound;
    private final Vapid vapid;
    private final InstantSource clock;
    private final SecureRandom random = new SecureRandom();

    private WebPushChannel(Vertx vertx, Outbound outbound, Vapid vapid, InstantSource clock) {
        this.vertx = vertx;
        this.outbound = outbound;
        this.vapid = vapid;
        this.clock = clock;
    }

    /** Opens the channel with the keys of the settings, which are made where there are none. */
    public static Future<WebPushChannel> open(
            Vertx vertx, Settings.Push settings, Outbound outbound, InstantSource clock) {
        return vertx.executeBlocking(() -> new KeyFile(settings.keyFile()).load())
                .map(keys -> new Vapid(vertx, keys.get(0), settings.contact(), clock))
                .map(vapid -> new WebPushChannel(vertx, outbound, vapid, clock));
    }

    /** What browsers subscribe with: a point on P-256 in base64url. */
    public String publicKey() {
        return vapid.publicKey();
    }

    @Override
    public Future<Receipt> send(Target target, Note note) {
        return vertx.executeBlocking(() -> encrypt(target, note), false)
                .compose(body -> post(target, note, body))
                .otherwise(cause -> cause instanceof GeneralSecurityException
                        ? new Receipt.Gone("bad_key")
                        : Unreachable.receipt(cause));
    }

    private Buffer encrypt(Target target, Note note) throws GeneralSecurityException {
        Base64.Decoder base64 = Base64.getUrlDecoder();
        byte[] salt = new byte[Encryption.SALT_BYTES];
        random.nextBytes(salt);
        Encryption encryption =
                new Encryption(P256.publicKey(base64.decode(target.key())), base64.decode(target.secret()));
        byte[] text = NoteJson.write(note, MOST_TEXT).toBuffer().getBytes();
        return Buffer.buffer(encryption.encrypt(text, P256.generate(), salt));
    }

    private Future<Receipt> post(Target target, Note note, Buffer body) {
        URI endpoint = URI.create(target.address());
        long ttl = Math.max(0, Duration.between(clock.instant(), note.until()).toSeconds());
        Map<String, String> headers = Map.of(
                "Authorization",
                vapid.authorization(endpoint),
                "Content-Encoding",
                "aes128gcm",
                "Content-Type",
                "application/octet-stream",
                "TTL",
                Long.toString(ttl),
                "Topic",
                note.topic(),
                "Urgency",
                "high");
        return outbound.post(endpoint, headers, body).map(reply -> reply.receipt(clock.instant()));
    }

    @Override
    public Future<Void> close() {
        return outbound.close();
    }
}
