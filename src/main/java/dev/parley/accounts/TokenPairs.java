package dev.parley.accounts;

import dev.parley.accounts.Tokens.RefreshToken;
import dev.parley.bus.AccessTokens;
import dev.parley.bus.AccountsService.Profile;
import dev.parley.bus.AccountsService.Refresh;
import dev.parley.bus.AccountsService.SignedIn;
import dev.parley.model.Failure;
import dev.parley.model.FailureCode;
import io.vertx.core.Future;
import java.time.Instant;
import java.time.InstantSource;
import java.time.temporal.ChronoUnit;

/**
 * Gives out pairs of an access token and a refresh token, and exchanges the latter.
 *
 * <p>A refresh token is good once. Whoever brings one a second time, owner or thief, cannot be told apart, so the sign-in ends
 * for both (RFC 9700, section 4.14.2).
 */
final class TokenPairs {
    private final AccountStores stores;
    private final Tokens tokens;
    private final Revoker revoker;
    private final InstantSource clock;

    TokenPairs(AccountStores stores, Tokens tokens, Revoker revoker, InstantSource clock) {
        this.stores = stores;
        this.tokens = tokens;
        this.revoker = revoker;
        this.clock = clock;
    }

    /** The pair that a new sign-in starts with. */
    Future<SignedIn> first(SignIn signIn) {
        return stores.users().find(signIn.user()).compose(found -> found.map(user -> Future.succeededFuture(
                        pair(user, new RefreshToken(signIn.user(), signIn.device(), signIn.id(), 1), signIn.at())))
                .orElseGet(Tokens::refused));
    }

    /** The user is read first: a token whose exchange then fails is still good. */
    Future<SignedIn> refresh(Refresh request) {
        Instant now = clock.instant();
        return tokens.readRefresh(request.refreshToken(), now).compose(token -> stores.users()
                .find(token.user())
                .compose(found -> found.map(user -> exchange(user, token, now)).orElseGet(Tokens::refused)));
    }

    private Future<SignedIn> exchange(Profile user, RefreshToken token, Instant now) {
        return stores.devices()
                .rotate(token.signIn(), token.generation(), now, now.plus(Tokens.REFRESH_LIFETIME))
                .compose(rotation -> switch (rotation) {
                    case DONE -> Future.succeededFuture(pair(user, token.next(), now));
                    case STALE -> revoker.revokeReused(token.signIn()).compose(revoked -> reused());
                    case GONE -> Tokens.refused();
                });
    }

    private static Future<SignedIn> reused() {
        return Future.failedFuture(Failure.of(
                FailureCode.TOKEN_REUSED, "this refresh token was exchanged before; the device is signed out"));
    }

    private SignedIn pair(Profile user, RefreshToken refresh, Instant now) {
        return new SignedIn(
                user,
                refresh.device(),
                tokens.access(refresh.user(), refresh.device(), refresh.signIn(), now),
                now.truncatedTo(ChronoUnit.SECONDS).plus(AccessTokens.LIFETIME),
                tokens.refresh(refresh, now));
    }
}
