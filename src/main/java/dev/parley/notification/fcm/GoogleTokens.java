package dev.parley.notification.fcm;

import dev.parley.notification.http.Outbound;
import dev.parley.notification.http.Reply;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.json.JsonObject;
import io.vertx.ext.auth.JWTOptions;
import io.vertx.ext.auth.PubSecKeyOptions;
import io.vertx.ext.auth.jwt.JWTAuth;
import io.vertx.ext.auth.jwt.JWTAuthOptions;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Map;
import java.util.Optional;

/**
 * Gets access tokens from Google for what the account signs (OAuth 2, RFC 7523), one for everybody until shortly before it
 * ends. Used on one context.
 */
final class GoogleTokens {
    private static final String SCOPE = "https://www.googleapis.com/auth/firebase.messaging";
    private static final String GRANT = "urn:ietf:params:oauth:grant-type:jwt-bearer";
    private static final Duration LIFETIME = Duration.ofHours(1);
    /** How long before its end a token is not used any more. */
    private static final Duration EARLY = Duration.ofMinutes(2);

    private final Outbound outbound;
    private final ServiceAccount account;
    private final JWTAuth signer;
    private final InstantSource clock;
    private Optional<Future<Token>> current = Optional.empty();

    GoogleTokens(Vertx vertx, Outbound outbound, ServiceAccount account, InstantSource clock) {
        this.outbound = outbound;
        this.account = account;
        this.signer = JWTAuth.create(
                vertx,
                new JWTAuthOptions()
                        .addPubSecKey(
                                new PubSecKeyOptions().setAlgorithm("RS256").setBuffer(account.privateKey())));
        this.clock = clock;
    }

    private record Token(String value, Instant until) {}

    /** @return a future completed with a token that is good for a while */
    Future<String> token() {
        Future<Token> known = current.filter(this::isGood).orElseGet(this::ask);
        current = Optional.of(known);
        return known.map(Token::value);
    }

    /** Has the next one asked for: this one was refused. */
    void forget() {
        current = Optional.empty();
    }

    private boolean isGood(Future<Token> token) {
        return !token.isComplete()
                || (token.succeeded() && clock.instant().isBefore(token.result().until()));
    }

    private Future<Token> ask() {
        Instant now = clock.instant();
        String form = "grant_type=" + encoded(GRANT) + "&assertion=" + encoded(assertion(now));
        return outbound.post(
                        account.tokenUrl(),
                        Map.of("Content-Type", "application/x-www-form-urlencoded"),
                        Buffer.buffer(form))
                .map(reply -> read(reply, now));
    }

    private String assertion(Instant now) {
        JsonObject claims = new JsonObject()
                .put("iss", account.email())
                .put("scope", SCOPE)
                .put("aud", account.tokenUrl().toString())
                .put("iat", now.getEpochSecond())
                .put("exp", now.plus(LIFETIME).getEpochSecond());
        return signer.generateToken(claims, new JWTOptions().setAlgorithm("RS256"));
    }

    private static Token read(Reply reply, Instant now) {
        if (!reply.isSuccess()) {
            throw new IllegalStateException("Google gives no token: status " + reply.status());
        }
        JsonObject json = new JsonObject(reply.body());
        Duration life = Duration.ofSeconds(json.getLong("expires_in", LIFETIME.toSeconds()));
        return new Token(json.getString("access_token"), now.plus(life).minus(EARLY));
    }

    private static String encoded(String text) {
        return URLEncoder.encode(text, StandardCharsets.UTF_8);
    }
}
