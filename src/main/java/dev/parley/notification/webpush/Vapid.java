package dev.parley.notification.webpush;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import dev.parley.keys.SigningKey;
import io.vertx.core.Vertx;
import io.vertx.core.json.JsonObject;
import io.vertx.ext.auth.JWTOptions;
import io.vertx.ext.auth.jwt.JWTAuth;
import io.vertx.ext.auth.jwt.JWTAuthOptions;
import java.io.ByteArrayOutputStream;
import java.net.URI;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Base64;

/** Says to push services who is sending (RFC 8292): one token for each of them, good for half a day. */
final class Vapid {
    private static final Duration GOOD_FOR = Duration.ofHours(12);
    private static final Duration USED_FOR = Duration.ofHours(6);
    private static final int MOST_SERVICES = 1_000;

    private final JWTAuth signer;
    private final String publicKey;
    private final URI contact;
    private final InstantSource clock;
    private final Cache<String, String> tokens = Caffeine.newBuilder()
            .expireAfterWrite(USED_FOR)
            .maximumSize(MOST_SERVICES)
            .build();

    /** @param key a private key on P-256, as a JWK */
    Vapid(Vertx vertx, JsonObject key, URI contact, InstantSource clock) {
        this.signer = JWTAuth.create(vertx, new JWTAuthOptions().addJwk(key));
        this.publicKey = publicKey(key);
        this.contact = contact;
        this.clock = clock;
    }

    private static String publicKey(JsonObject key) {
        ByteArrayOutputStream point = new ByteArrayOutputStream();
        point.write(4);
        point.writeBytes(Base64.getUrlDecoder().decode(key.getString("x")));
        point.writeBytes(Base64.getUrlDecoder().decode(key.getString("y")));
        return Base64.getUrlEncoder().withoutPadding().encodeToString(point.toByteArray());
    }

    /** What browsers subscribe with. */
    String publicKey() {
        return publicKey;
    }

    /** The header {@code Authorization} of a push. */
    String authorization(URI endpoint) {
        String audience = endpoint.getScheme() + "://" + endpoint.getRawAuthority();
        return "vapid t=" + tokens.get(audience, this::sign) + ", k=" + publicKey;
    }

    private String sign(String audience) {
        JsonObject claims = new JsonObject()
                .put("aud", audience)
                .put("exp", clock.instant().plus(GOOD_FOR).getEpochSecond())
                .put("sub", contact.toString());
        return signer.generateToken(
                claims, new JWTOptions().setAlgorithm(SigningKey.ALGORITHM).setNoTimestamp(true));
    }
}
