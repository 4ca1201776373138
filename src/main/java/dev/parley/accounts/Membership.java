package dev.parley.accounts;

import dev.parley.bus.MembershipService.OfConversation;
import dev.parley.bus.MembershipService.Roster;
import dev.parley.bus.MembershipService.Standing;
import dev.parley.bus.MembershipService.Viewing;
import dev.parley.bus.MembershipService.Window;
import dev.parley.bus.MembershipService.Windows;
import dev.parley.model.ConversationId;
import dev.parley.model.ConversationId.Direct;
import dev.parley.model.Failure;
import dev.parley.model.FailureCode;
import dev.parley.model.UserId;
import io.vertx.core.Future;
import java.util.List;
import java.util.Set;

/** Decides who is in a conversation. */
final class Membership {
    /** The two of a direct conversation never change. */
    private static final long DIRECT_VERSION = 1;

    private final UserStore users;

    Membership(UserStore users) {
        this.users = users;
    }

    Future<Roster> members(OfConversation question) {
        ConversationId conversation = question.conversation();
        return conversation instanceof Direct direct ? bothOf(direct) : notFound();
    }

    Future<Windows> windows(Viewing question) {
        return question.conversation() instanceof Direct direct && direct.includes(question.user())
                ? bothOf(direct).map(both -> new Windows(List.of(Window.ALL), true))
                : Future.failedFuture(Failure.of(FailureCode.ACCESS_DENIED, "you are not in this conversation"));
    }

    private Future<Roster> bothOf(Direct direct) {
        List<UserId> both = List.of(direct.low(), direct.high());
        return users.existing(Set.copyOf(both))
                .compose(existing -> existing.size() == 2
                        ? Future.succeededFuture(
                                new Roster.Members(both, Set.of(), DIRECT_VERSION, 0, new Standing.Open()))
                        : notFound());
    }

    private static Future<Roster> notFound() {
        return Future.failedFuture(Failure.of(FailureCode.NOT_FOUND, "there is no such conversation"));
    }
}
