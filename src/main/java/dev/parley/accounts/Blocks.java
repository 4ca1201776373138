package dev.parley.accounts;

import dev.parley.bus.AccountsService.OfUser;
import dev.parley.bus.Done;
import dev.parley.bus.FriendsService;
import dev.parley.bus.FriendsService.Between;
import dev.parley.model.Failure;
import dev.parley.model.FailureCode;
import dev.parley.model.UserId;
import io.vertx.core.Future;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/** Blocks. Who is blocked is not told: a friendship seems to have ended, a request of theirs to wait. */
final class Blocks {
    static final int MOST_BLOCKS = 1_000;
    private static final String CHANGED = "block.changed";
    private static final String BLOCKED = "blocked";

    private final FriendStore friends;
    private final Ties ties;

    Blocks(FriendStore friends, Ties ties) {
        this.friends = friends;
        this.ties = ties;
    }

    Future<FriendsService.Blocks> list(OfUser question) {
        return friends.blocked(question.user(), MOST_BLOCKS).map(FriendsService.Blocks::new);
    }

    Future<Done> block(Between between) {
        UserId blocker = between.user();
        return requireRoom(blocker)
                .compose(room -> ties.change(
                        between,
                        (tie, news) -> tie.blockers().contains(blocker)
                                ? Change.none(tie)
                                : new Change<>(Tie.blocked(with(tie.blockers(), blocker)), told(tie, blocker, news))));
    }

    private static List<Announcement> told(Tie before, UserId blocker, Ties.News news) {
        List<Announcement> told = new ArrayList<>();
        told.add(news.toActor(CHANGED, true, BLOCKED));
        if (before.friends() || before.isAskedBy(blocker)) {
            told.addAll(news.toBoth("friend.removed"));
        }
        return told;
    }

    Future<Done> unblock(Between between) {
        UserId blocker = between.user();
        return ties.change(
                between,
                (tie, news) -> tie.blockers().contains(blocker)
                        ? new Change<>(
                                Tie.blocked(without(tie.blockers(), blocker)),
                                List.of(news.toActor(CHANGED, false, BLOCKED)))
                        : Change.none(tie));
    }

    private static Set<UserId> with(Set<UserId> users, UserId one) {
        Set<UserId> more = new HashSet<>(users);
        more.add(one);
        return more;
    }

    private static Set<UserId> without(Set<UserId> users, UserId one) {
        Set<UserId> fewer = new HashSet<>(users);
        fewer.remove(one);
        return fewer;
    }

    private Future<Void> requireRoom(UserId user) {
        return friends.counts(user)
                .compose(counts -> counts.blocked() < MOST_BLOCKS
                        ? Future.succeededFuture()
                        : Future.failedFuture(
                                Failure.of(FailureCode.LIMIT_REACHED, "you block as many users as you may")));
    }
}
