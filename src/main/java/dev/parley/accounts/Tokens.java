package dev.parley.accounts;

import dev.parley.bus.AccessTokens;
import dev.parley.bus.AccountsService.Keys;
import dev.parley.keys.SigningKey;
import dev.parley.model.DeviceId;
import dev.parley.model.Failure;
import dev.parley.model.FailureCode;
import dev.parley.model.UserId;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import io.vertx.ext.auth.JWTOptions;
import io.vertx.ext.auth.authentication.TokenCredentials;
import io.vertx.ext.auth.jwt.JWTAuth;
import io.vertx.ext.auth.jwt.JWTAuthOptions;
import java.time.Duration;
import java.time.Instant;
import java.util.List;

/** Signs access and refresh tokens, and reads refresh tokens. The two differ in their audience. For one thread. */
final class Tokens {
    static final Duration REFRESH_LIFETIME = Duration.ofDays(30);

    private static final String REFRESH_AUDIENCE = "parley-refresh";
    private static final String GENERATION = "gen";

    private final Vertx vertx;
    private JWTAuth signer;
    private JWTAuth refreshChecker;
    private Keys keys;

    Tokens(Vertx vertx, List<JsonObject> keys) {
        this.vertx = vertx;
        use(keys);
    }

    /** @param all the first signs from now on, all verify */
    void use(List<JsonObject> all) {
        List<JsonObject> shown = all.stream().map(SigningKey::publicPart).toList();
        JWTOptions refreshRules = new JWTOptions()
                .setIssuer(AccessTokens.ISSUER)
                .setAudience(List.of(REFRESH_AUDIENCE))
                .setIgnoreExpiration(true);
        this.signer = JWTAuth.create(vertx, new JWTAuthOptions().addJwk(all.get(0)));
        this.refreshChecker =
                JWTAuth.create(vertx, new JWTAuthOptions().setJwks(shown).setJWTOptions(refreshRules));
        this.keys = new Keys(new JsonObject().put("keys", new JsonArray(shown)).encode());
    }

    /** A refresh token that was signed here and has not expired. */
    record RefreshToken(UserId user, DeviceId device, String signIn, long generation) {
        /** What the exchange of this one gives. */
        RefreshToken next() {
            return new RefreshToken(user, device, signIn, generation + 1);
        }
    }

    Keys publicKeys() {
        return keys;
    }

    String access(UserId user, DeviceId device, String signIn, Instant at) {
        return sign(claims(user, device, signIn), AccessTokens.AUDIENCE, at, AccessTokens.LIFETIME);
    }

    String refresh(RefreshToken token, Instant at) {
        JsonObject claims = claims(token.user(), token.device(), token.signIn()).put(GENERATION, token.generation());
        return sign(claims, REFRESH_AUDIENCE, at, REFRESH_LIFETIME);
    }

    /** @return a future completed with what the token says, or failed with {@code UNAUTHENTICATED} or {@code TOKEN_EXPIRED} */
    Future<RefreshToken> readRefresh(String token, Instant at) {
        try {
            return refreshChecker
                    .authenticate(new TokenCredentials(token))
                    .compose(user -> read(user.attributes().getJsonObject("accessToken"), at))
                    .recover(cause -> cause instanceof Failure ? Future.failedFuture(cause) : refused());
        } catch (RuntimeException malformed) {
            return refused();
        }
    }

    private static Future<RefreshToken> read(JsonObject claims, Instant at) {
        if (!Instant.ofEpochSecond(claims.getLong("exp")).isAfter(at)) {
            return Future.failedFuture(Failure.of(FailureCode.TOKEN_EXPIRED, "the refresh token has expired"));
        }
        return Future.succeededFuture(new RefreshToken(
                UserId.parse(claims.getString("sub")),
                DeviceId.parse(claims.getString(AccessTokens.DEVICE)),
                claims.getString(AccessTokens.SIGN_IN),
                claims.getLong(GENERATION)));
    }

    static <T> Future<T> refused() {
        return Future.failedFuture(Failure.of(FailureCode.UNAUTHENTICATED, "the refresh token is not valid"));
    }

    private static JsonObject claims(UserId user, DeviceId device, String signIn) {
        return new JsonObject()
                .put("sub", user.toString())
                .put(AccessTokens.DEVICE, device.toString())
                .put(AccessTokens.SIGN_IN, signIn);
    }

    private String sign(JsonObject claims, String audience, Instant at, Duration lifetime) {
        claims.put("iss", AccessTokens.ISSUER)
                .put("aud", audience)
                .put("iat", at.getEpochSecond())
                .put("exp", at.plus(lifetime).getEpochSecond());
        return signer.generateToken(claims, new JWTOptions().setAlgorithm(AccessTokens.ALGORITHM));
    }
}
