package dev.parley.api;

import dev.parley.bus.PushService.Channel;
import dev.parley.bus.PushService.Target;
import io.vertx.core.json.JsonObject;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.security.SecureRandom;
import java.util.Base64;
import java.util.Locale;
import java.util.Optional;

/** Reads how a device wants to be reached, and checks the form of it. Whether anybody is there, the first push shows. */
final class PushTargets {
    /** A point on P-256, uncompressed. */
    private static final int KEY_BYTES = 65;

    private static final int SECRET_BYTES = 16;
    private static final int OWN_SECRET_BYTES = 32;
    private static final int SHORTEST_SECRET = 16;
    private static final int LONGEST_SECRET = 128;

    private final SecureRandom random = new SecureRandom();
    private final boolean allowPrivate;

    PushTargets(boolean allowPrivate) {
        this.allowPrivate = allowPrivate;
    }

    /** @param madeSecret the secret that was made because none was given */
    record Wanted(Target target, Optional<String> madeSecret) {
        JsonObject shown() {
            JsonObject body = new JsonObject().put("kind", kind(target.channel()));
            madeSecret.ifPresent(secret -> body.put("secret", secret));
            return body;
        }
    }

    Wanted read(Fields body) {
        return switch (body.value("kind", PushTargets::channel)) {
            case WEBPUSH -> webPush(body);
            case FCM -> token(Channel.FCM, body);
            case APNS -> token(Channel.APNS, body);
            case WEBHOOK -> webhook(body);
        };
    }

    /** What clients call a channel. */
    static String kind(Channel channel) {
        return channel.name().toLowerCase(Locale.ROOT);
    }

    private static Channel channel(String kind) {
        return switch (kind) {
            case "webpush" -> Channel.WEBPUSH;
            case "fcm" -> Channel.FCM;
            case "apns" -> Channel.APNS;
            case "webhook" -> Channel.WEBHOOK;
            default -> throw new IllegalArgumentException("it is webpush, fcm, apns or webhook");
        };
    }

    private Wanted webPush(Fields body) {
        Fields keys = body.object("keys");
        return new Wanted(
                new Target(
                        Channel.WEBPUSH,
                        body.value("endpoint", this::url),
                        keys.value("p256dh", text -> base64(text, KEY_BYTES)),
                        keys.value("auth", text -> base64(text, SECRET_BYTES))),
                Optional.empty());
    }

    private static Wanted token(Channel channel, Fields body) {
        String token = body.value("token", text -> require(text, !text.isBlank(), "it is empty"));
        return new Wanted(new Target(channel, token, "", ""), Optional.empty());
    }

    private Wanted webhook(Fields body) {
        Optional<String> given = body.optionalText("secret");
        given.ifPresent(secret -> body.require(
                secret.length() >= SHORTEST_SECRET && secret.length() <= LONGEST_SECRET,
                "secret",
                "has " + SHORTEST_SECRET + " to " + LONGEST_SECRET + " characters"));
        Optional<String> made = given.isPresent() ? Optional.empty() : Optional.of(secret());
        String secret = given.or(() -> made).orElseThrow();
        return new Wanted(new Target(Channel.WEBHOOK, body.value("url", this::url), "", secret), made);
    }

    private String secret() {
        byte[] bytes = new byte[OWN_SECRET_BYTES];
        random.nextBytes(bytes);
        return Base64.getUrlEncoder().withoutPadding().encodeToString(bytes);
    }

    private String url(String text) {
        URI url = URI.create(text);
        require(text, url.getHost() != null && url.getRawUserInfo() == null, "it is a URL with a host");
        require(text, url.getPort() <= 65_535 && url.getPort() != 0, "its port does not exist");
        require(text, text.length() == text.getBytes(StandardCharsets.UTF_8).length, "it is ASCII");
        boolean open = allowPrivate && "http".equals(url.getScheme());
        return require(text, open || "https".equals(url.getScheme()), "it begins with https://");
    }

    private static String base64(String text, int bytes) {
        byte[] read = Base64.getUrlDecoder().decode(text);
        return require(text, read.length == bytes, "it has " + bytes + " bytes in base64url");
    }

    private static String require(String text, boolean kept, String otherwise) {
        if (!kept) {
            throw new IllegalArgumentException(otherwise);
        }
        return text;
    }
}
