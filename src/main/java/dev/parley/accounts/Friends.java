package dev.parley.accounts;

import dev.parley.bus.AccountsService.OfUser;
import dev.parley.bus.Done;
import dev.parley.bus.FriendsService;
import dev.parley.bus.FriendsService.Between;
import dev.parley.bus.FriendsService.Users;
import dev.parley.bus.FriendsService.Watching;
import dev.parley.model.Failure;
import dev.parley.model.FailureCode;
import dev.parley.model.UserId;
import io.vertx.core.Future;
import java.util.List;

/** Requests, friendships, and who sees whose presence. */
final class Friends {
    static final int MOST_FRIENDS = 1_000;
    static final int MOST_REQUESTS = 1_000;

    private final FriendStore friends;
    private final Ties ties;

    Friends(FriendStore friends, Ties ties) {
        this.friends = friends;
        this.ties = ties;
    }

    Future<FriendsService.Friends> list(OfUser question) {
        return friends.friends(question.user(), MOST_FRIENDS);
    }

    Future<Done> request(Between between) {
        return requireRoom(between.user())
                .compose(room -> ties.change(between, (tie, news) -> {
                    if (!tie.blockers().isEmpty()) {
                        throw Failure.of(FailureCode.BLOCKED, "one of you blocks the other");
                    }
                    if (tie.friends() || tie.isAskedBy(between.user())) {
                        return Change.none(tie);
                    }
                    return tie.isAskedBy(between.other())
                            ? new Change<>(Tie.FRIENDS, news.toBoth("friend.accepted"))
                            : new Change<>(Tie.asked(between.user()), news.toBoth("friend.requested"));
                }));
    }

    Future<Done> accept(Between between) {
        return requireRoom(between.user())
                .compose(room -> requireRoomForFriends(between.other()))
                .compose(room -> ties.change(
                        between,
                        (tie, news) -> tie.friends()
                                ? Change.none(tie)
                                : new Change<>(asked(tie, between, Tie.FRIENDS), news.toBoth("friend.accepted"))));
    }

    /** Nobody is told that they were declined; the other devices of who declines are. */
    Future<Done> decline(Between between) {
        return ties.change(
                between,
                (tie, news) -> new Change<>(asked(tie, between, Tie.NONE), List.of(news.toActor("friend.declined"))));
    }

    private static Tie asked(Tie tie, Between between, Tie after) {
        if (!tie.isAskedBy(between.other())) {
            throw Failure.of(FailureCode.NOT_FOUND, "this user does not ask for your friendship");
        }
        return after;
    }

    Future<Done> remove(Between between) {
        return ties.change(
                between,
                (tie, news) -> tie.friends() || tie.isAskedBy(between.user())
                        ? new Change<>(Tie.blocked(tie.blockers()), news.toBoth("friend.removed"))
                        : Change.none(tie));
    }

    Future<Users> audience(OfUser question) {
        return friends.audience(question.user()).map(Users::new);
    }

    Future<Users> visible(Watching question) {
        return friends.visible(question.viewer(), question.users()).map(Users::new);
    }

    private Future<Void> requireRoom(UserId user) {
        return friends.counts(user)
                .compose(counts -> counts.friends() < MOST_FRIENDS && counts.outgoing() < MOST_REQUESTS
                        ? Future.succeededFuture()
                        : limitReached("you have as many friends or open requests as you may"));
    }

    private Future<Void> requireRoomForFriends(UserId other) {
        return friends.counts(other)
                .compose(counts -> counts.friends() < MOST_FRIENDS
                        ? Future.succeededFuture()
                        : limitReached("this user has as many friends as they may"));
    }

    private static Future<Void> limitReached(String what) {
        return Future.failedFuture(Failure.of(FailureCode.LIMIT_REACHED, what));
    }
}
