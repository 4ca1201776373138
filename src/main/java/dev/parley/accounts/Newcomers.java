package dev.parley.accounts;

import dev.parley.model.Failure;
import dev.parley.model.FailureCode;
import dev.parley.model.UserId;
import io.vertx.core.Future;
import java.util.Optional;
import java.util.Set;

/** Decides who may be brought into a group: users that there are, without a block between them and who brings them in. */
final class Newcomers {
    /** How many groups a user may be in. */
    static final int MOST_GROUPS = 1_000;

    private final UserStore users;
    private final TieStore ties;
    private final GroupStore groups;

    Newcomers(UserStore users, TieStore ties, GroupStore groups) {
        this.users = users;
        this.ties = ties;
        this.groups = groups;
    }

    /** @return a future completed when all of {@code others} may come in, else failed with the reason */
    Future<Void> check(UserId user, Set<UserId> others) {
        return refusal(user, others).compose(refusal -> refusal.<Future<Void>>map(Future::failedFuture)
                .orElseGet(Future::succeededFuture));
    }

    /** @return a future completed when {@code user} may be in one more group */
    Future<Void> checkFounder(UserId user) {
        return groups.inAsManyAs(Set.of(user), MOST_GROUPS)
                .compose(full -> full.isEmpty()
                        ? Future.succeededFuture()
                        : Future.failedFuture(
                                Failure.of(FailureCode.LIMIT_REACHED, "you are in as many groups as you may be")));
    }

    /** @return a future completed with the reason why one of {@code others} may not come in, if there is one */
    Future<Optional<Failure>> refusal(UserId user, Set<UserId> others) {
        return Future.all(
                        users.existing(others), ties.blockedWith(user, others), groups.inAsManyAs(others, MOST_GROUPS))
                .map(read -> refusal(
                        others,
                        read.<Set<UserId>>resultAt(0),
                        read.<Set<UserId>>resultAt(1),
                        read.<Set<UserId>>resultAt(2)));
    }

    private static Optional<Failure> refusal(
            Set<UserId> others, Set<UserId> existing, Set<UserId> blocked, Set<UserId> full) {
        if (existing.size() < others.size()) {
            return Optional.of(Failure.of(FailureCode.NOT_FOUND, "there is no such user", "members"));
        }
        if (!blocked.isEmpty()) {
            return Optional.of(Failure.of(FailureCode.BLOCKED, "one of you blocks the other", "members"));
        }
        return full.isEmpty()
                ? Optional.empty()
                : Optional.of(
                        Failure.of(FailureCode.LIMIT_REACHED, "a user is in as many groups as they may be", "members"));
    }
}
