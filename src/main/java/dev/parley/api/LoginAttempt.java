package dev.parley.api;

import dev.parley.model.Failure;
import dev.parley.model.FailureCode;
import dev.parley.node.Limit;
import dev.parley.node.RateLimits;
import io.vertx.core.Future;
import java.util.List;
import java.util.function.Supplier;

/**
 * One try to log in. It is counted before it runs, so that many at once cannot slip through, and no longer counts when the
 * credentials were not at fault.
 */
final class LoginAttempt {
    /** No account has a longer name; a longer one only serves to fill memory. */
    private static final int LONGEST_NAME = 32;

    private final RateLimits limits;
    private final List<Count> counts;

    /** The longest wait is told, so what makes who guesses wait longest comes first. */
    LoginAttempt(RateLimits limits, String username, String network) {
        String name = network + " " + username.substring(0, Math.min(username.length(), LONGEST_NAME));
        this.limits = limits;
        this.counts = List.of(
                new Count(Limit.LOGIN_NAME_LONG, name),
                new Count(Limit.LOGIN_NAME, name),
                new Count(Limit.LOGIN_ADDRESS, network));
    }

    /** What it counts for. */
    private record Count(Limit limit, String key) {}

    <T> Future<T> run(Supplier<Future<T>> logIn) {
        return takeFrom(0)
                .compose(taken -> logIn.get().onSuccess(in -> forget()).onFailure(this::forgetUnlessGuessed));
    }

    private Future<Void> takeFrom(int next) {
        if (next == counts.size()) {
            return Future.succeededFuture();
        }
        Count count = counts.get(next);
        return limits.take(count.limit(), count.key())
                .compose(taken -> takeFrom(next + 1).onFailure(refused -> giveBack(count)));
    }

    private void forgetUnlessGuessed(Throwable cause) {
        if (!(cause instanceof Failure failure) || failure.code() != FailureCode.BAD_CREDENTIALS) {
            forget();
        }
    }

    private void forget() {
        counts.forEach(this::giveBack);
    }

    private void giveBack(Count count) {
        limits.giveBack(count.limit(), count.key());
    }
}
