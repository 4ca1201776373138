package dev.parley.node;

import io.vertx.core.Future;

/** Checks access tokens without asking anyone: by the public keys and the revocations that this node keeps. */
@FunctionalInterface
public interface TokenVerifier {
    /**
     * Checks one token.
     *
     * @return a future completed with whom it speaks for, or failed with a {@link dev.parley.model.Failure} of code {@code
     *     TOKEN_EXPIRED} or {@code UNAUTHENTICATED}, or of a retryable one while this node lacks the keys
     */
    Future<Identity> verify(String token);
}
