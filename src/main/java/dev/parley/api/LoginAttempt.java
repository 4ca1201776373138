package dev.parley.api;

import dev.parley.model.Failure;
import dev.parley.model.FailureCode;
import dev.parley.node.Limit;
import dev.parley.node.RateLimits;
import io.vertx.core.Future;
import java.util.function.Supplier;

/**
 * One try to log in. It is counted before it runs, so that many at once cannot slip through, and no longer counts when the
 * credentials were not at fault.
 */
final class LoginAttempt {
    /** No account has a longer name; a longer one only serves to fill memory. */
    private static final int LONGEST_NAME = 32;

    private final RateLimits limits;
    private final String name;
    private final String network;

    LoginAttempt(RateLimits limits, String username, String network) {
        this.limits = limits;
        this.name = network + " " + username.substring(0, Math.min(username.length(), LONGEST_NAME));
        this.network = network;
    }

    <T> Future<T> run(Supplier<Future<T>> logIn) {
        return limits.take(Limit.LOGIN_NAME, name)
                .compose(taken -> limits.take(Limit.LOGIN_ADDRESS, network)
                        .onFailure(refused -> limits.giveBack(Limit.LOGIN_NAME, name)))
                .compose(taken -> logIn.get().onSuccess(in -> forget()).onFailure(this::forgetUnlessGuessed));
    }

    private void forgetUnlessGuessed(Throwable cause) {
        if (!(cause instanceof Failure failure) || failure.code() != FailureCode.BAD_CREDENTIALS) {
            forget();
        }
    }

    private void forget() {
        limits.giveBack(Limit.LOGIN_NAME, name);
        limits.giveBack(Limit.LOGIN_ADDRESS, network);
    }
}
