package dev.parley.node;

import dev.parley.bus.AccessTokens;
import dev.parley.bus.AccountsService.Revocation;
import dev.parley.bus.Bus;
import dev.parley.model.DeviceId;
import dev.parley.model.Failure;
import dev.parley.model.FailureCode;
import dev.parley.model.UserId;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.json.JsonObject;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Objects;
import java.util.function.Consumer;

/**
 * Checks access tokens by the public keys of {@code accounts} and the sign-ins that it revoked, both kept here.
 *
 * <p>Only tokens whose header says ES256 and names a key that this node holds get as far as the signature, so neither
 * {@code alg: none} nor a public key abused as a shared secret has a way in. {@link #verify} may be called from any thread.
 */
public final class JwtTokenVerifier implements TokenVerifier {
    /** With the time for the answer, it stays within the ten seconds after which a revoked device is refused. */
    private static final Duration POLL = Duration.ofSeconds(4);

    /** Twice what {@code accounts} gives, for clocks that differ; only who has stolen a key makes tokens that last longer. */
    private static final Duration LONGEST = AccessTokens.LIFETIME.multipliedBy(2);

    private final VerifyingKeys keys;
    private final Revocations revocations;
    private final InstantSource clock;

    /** @param onRevoked told of each revocation once, on the context that called {@link #start} */
    public JwtTokenVerifier(Vertx vertx, Bus bus, InstantSource clock, Consumer<Revocation> onRevoked) {
        this(new VerifyingKeys(vertx, bus, clock), new Revocations(vertx, bus, clock, POLL, onRevoked), clock);
    }

    JwtTokenVerifier(VerifyingKeys keys, Revocations revocations, InstantSource clock) {
        this.keys = keys;
        this.revocations = revocations;
        this.clock = clock;
    }

    /**
     * Fetches the keys and starts to follow revocations; tries once.
     *
     * @return a future completed when tokens can be checked, or failed with the {@link Failure} of {@code accounts}; then it
     *     may be called again
     */
    public Future<Void> start() {
        return keys.follow().compose(fetched -> revocations.follow());
    }

    /** Whether the sign-in of somebody whose token was good is revoked by now; from any thread. */
    boolean isRevoked(Identity identity) {
        return revocations.contains(identity.signIn());
    }

    /** Takes in revocations that this node was told of by the way, on the context that called {@link #start}. */
    public void learn(List<Revocation> news) {
        revocations.learn(news);
    }

    /** @return a future completed when no more revocations are listened for */
    public Future<Void> stop() {
        keys.stop();
        return revocations.stop();
    }

    @Override
    public Future<Identity> verify(String token) {
        return TokenHeader.keyNamedBy(token)
                .map(kid -> keys.holding(kid)
                        .compose(key -> identity(key, token))
                        .compose(this::unexpired)
                        .compose(this::unrevoked))
                .orElseGet(JwtTokenVerifier::refused);
    }

    private static Future<Identity> identity(VerifyingKey key, String token) {
        try {
            return key.identity(token, JwtTokenVerifier::identity).recover(forged -> refused());
        } catch (RuntimeException malformed) {
            return refused();
        }
    }

    /** Throws where a claim is missing or malformed. */
    private static Identity identity(JsonObject claims) {
        return new Identity(
                UserId.parse(claims.getString("sub")),
                DeviceId.parse(claims.getString(AccessTokens.DEVICE)),
                Objects.requireNonNull(claims.getString(AccessTokens.SIGN_IN)),
                Instant.ofEpochSecond(claims.getLong("exp")));
    }

    /** So nobody keeps a socket for long by a token of a key that was dropped. */
    private Future<Identity> unexpired(Identity identity) {
        if (identity.expiresAt().isAfter(clock.instant().plus(LONGEST))) {
            return refused();
        }
        return identity.expiresAt().plus(AccessTokens.LEEWAY).isAfter(clock.instant())
                ? Future.succeededFuture(identity)
                : Future.failedFuture(Failure.of(FailureCode.TOKEN_EXPIRED, "the access token has expired"));
    }

    private Future<Identity> unrevoked(Identity identity) {
        return isRevoked(identity) ? refused() : Future.succeededFuture(identity);
    }

    private static <T> Future<T> refused() {
        return Future.failedFuture(Failure.of(FailureCode.UNAUTHENTICATED, "the access token is not valid"));
    }
}
