package dev.parley.node;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import dev.parley.bus.AccessTokens;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.json.JsonObject;
import io.vertx.ext.auth.JWTOptions;
import io.vertx.ext.auth.authentication.TokenCredentials;
import io.vertx.ext.auth.jwt.JWTAuth;
import io.vertx.ext.auth.jwt.JWTAuthOptions;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;

/**
 * A public key of {@code accounts}. It remembers whom the tokens speak for that it was good for lately, by their digest: to
 * check a signature takes longer than the rest of most requests. What changes, time and revocations, is for the caller to
 * look at each time. Safe for use by any thread.
 */
final class VerifyingKey {
    private static final int MOST_REMEMBERED = 20_000;

    private final JsonObject jwk;
    private final JWTAuth check;
    private final Cache<Digest, Identity> remembered =
            Caffeine.newBuilder().maximumSize(MOST_REMEMBERED).build();

    /** The first half of a SHA-256. */
    private record Digest(long high, long low) {
        static Digest of(String token) {
            try {
                byte[] hash = MessageDigest.getInstance("SHA-256").digest(token.getBytes(StandardCharsets.UTF_8));
                ByteBuffer bytes = ByteBuffer.wrap(hash);
                return new Digest(bytes.getLong(), bytes.getLong());
            } catch (NoSuchAlgorithmException impossible) {
                throw new IllegalStateException("every Java has SHA-256", impossible);
            }
        }
    }

    /** @param jwk an EC key on P-256. The expiry is left to the caller, who tells an expired token from a forged one */
    VerifyingKey(Vertx vertx, JsonObject jwk) {
        JWTOptions rules = new JWTOptions()
                .setAlgorithm(AccessTokens.ALGORITHM)
                .setIssuer(AccessTokens.ISSUER)
                .setAudience(List.of(AccessTokens.AUDIENCE))
                .setIgnoreExpiration(true);
        JsonObject pinned = jwk.copy().put("alg", AccessTokens.ALGORITHM);
        this.jwk = jwk;
        this.check = JWTAuth.create(vertx, new JWTAuthOptions().addJwk(pinned).setJWTOptions(rules));
    }

    /** Whether it is the key that this says. */
    boolean is(JsonObject other) {
        return jwk.equals(other);
    }

    /**
     * Says whom a token speaks for.
     *
     * @param read makes that of the claims of a token; throws where they say nothing
     * @return a future completed with it; failed when this key did not sign the token, or it says nothing
     */
    Future<Identity> identity(String token, Function<JsonObject, Identity> read) {
        Digest digest = Digest.of(token);
        return Optional.ofNullable(remembered.getIfPresent(digest))
                .map(Future::succeededFuture)
                .orElseGet(() -> check.authenticate(new TokenCredentials(token))
                        .map(user -> read.apply(user.attributes().getJsonObject("accessToken")))
                        .onSuccess(identity -> remembered.put(digest, identity)));
    }
}
