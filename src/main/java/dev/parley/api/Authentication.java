package dev.parley.api;

import dev.parley.model.Failure;
import dev.parley.model.FailureCode;
import dev.parley.node.Identity;
import dev.parley.node.Limit;
import dev.parley.node.RateLimits;
import dev.parley.node.TokenVerifier;
import io.vertx.core.Future;
import io.vertx.core.Handler;
import io.vertx.core.http.HttpHeaders;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.ext.web.RoutingContext;
import java.util.Locale;

/** Lets a request on only with a valid access token in its {@code Authorization} header, and not too many of one device. */
final class Authentication implements Handler<RoutingContext> {
    private static final String IDENTITY = "parley.identity";
    private static final String SCHEME = "bearer ";

    private final TokenVerifier tokens;
    private final RateLimits limits;

    Authentication(TokenVerifier tokens, RateLimits limits) {
        this.tokens = tokens;
        this.limits = limits;
    }

    @Override
    public void handle(RoutingContext context) {
        HttpServerRequest request = context.request().pause();
        check(request.getHeader(HttpHeaders.AUTHORIZATION))
                .onSuccess(identity -> context.put(IDENTITY, identity))
                .onComplete(identity -> request.resume())
                .onComplete(identity -> context.next(), context::fail);
    }

    /** Whom the token of a request that was let on speaks for. */
    static Identity of(RoutingContext context) {
        return context.get(IDENTITY);
    }

    private Future<Identity> check(String header) {
        if (header == null || !header.toLowerCase(Locale.ROOT).startsWith(SCHEME)) {
            return Future.failedFuture(Failure.of(FailureCode.UNAUTHENTICATED, "a bearer token is needed"));
        }
        return tokens.verify(header.substring(SCHEME.length()).trim()).compose(this::allowed);
    }

    private Future<Identity> allowed(Identity identity) {
        return limits.take(Limit.CALL, identity.device().toString()).map(identity);
    }
}
