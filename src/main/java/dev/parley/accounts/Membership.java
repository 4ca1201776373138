package dev.parley.accounts;

import dev.parley.bus.AccountsService.Members;
import dev.parley.bus.AccountsService.OfConversation;
import dev.parley.model.ConversationId;
import dev.parley.model.ConversationId.Direct;
import dev.parley.model.Failure;
import dev.parley.model.FailureCode;
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

    Future<Members> members(OfConversation question) {
        ConversationId conversation = question.conversation();
        return conversation instanceof Direct direct ? bothOf(direct) : notFound();
    }

    private Future<Members> bothOf(Direct direct) {
        return users.existing(Set.of(direct.low(), direct.high()))
                .compose(existing -> existing.size() == 2
                        ? Future.succeededFuture(new Members(List.of(direct.low(), direct.high()), DIRECT_VERSION))
                        : notFound());
    }

    private static Future<Members> notFound() {
        return Future.failedFuture(Failure.of(FailureCode.NOT_FOUND, "there is no such conversation"));
    }
}
