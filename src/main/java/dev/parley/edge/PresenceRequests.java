package dev.parley.edge;

import dev.parley.bus.Bus;
import dev.parley.bus.MembershipService;
import dev.parley.bus.MembershipService.OfConversation;
import dev.parley.bus.MembershipService.Roster.Members;
import dev.parley.bus.PresenceService;
import dev.parley.bus.PresenceService.Look;
import dev.parley.bus.PresenceService.Statuses;
import dev.parley.model.ConversationId;
import dev.parley.model.Failure;
import dev.parley.model.FailureCode;
import dev.parley.model.UserId;
import dev.parley.protocol.ClientFrame;
import dev.parley.protocol.ServerFrame;
import io.vertx.core.Future;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Optional;
import java.util.Queue;
import java.util.Set;

/** Answers a client that asks for presence, one question after the other. For one thread. */
final class PresenceRequests {
    private static final int MOST_WAITING = 32;
    private static final Duration RETRY_AFTER = Duration.ofSeconds(1);

    private final Session session;
    private final Bus bus;
    private final UserId user;
    private final Queue<ClientFrame.Presence> waiting = new ArrayDeque<>();
    private boolean asking;

    PresenceRequests(Session session, UserId user) {
        this.session = session;
        this.bus = session.around().bus();
        this.user = user;
    }

    void ask(ClientFrame.Presence question) {
        if (waiting.size() == MOST_WAITING) {
            session.outbox().write(Failures.frame(Session.slowDown(RETRY_AFTER)));
            return;
        }
        waiting.add(question);
        if (!asking) {
            askNext();
        }
    }

    private void askNext() {
        ClientFrame.Presence question = waiting.poll();
        asking = question != null;
        if (asking) {
            session.here(users(question).compose(users -> bus.request(PresenceService.LOOK, new Look(user, users))))
                    .onComplete(this::write, cause -> session.outbox().write(Failures.frame(cause)))
                    .onComplete(answered -> askNext());
        }
    }

    private Future<Set<UserId>> users(ClientFrame.Presence question) {
        return question.conversation()
                .map(this::members)
                .orElseGet(() -> Future.succeededFuture(Set.copyOf(question.users())));
    }

    private Future<Set<UserId>> members(ConversationId conversation) {
        return bus.request(MembershipService.MEMBERS, new OfConversation(conversation, Optional.empty()))
                .compose(roster ->
                        roster instanceof Members members && members.users().contains(user)
                                ? Future.succeededFuture(Set.copyOf(members.users()))
                                : Future.failedFuture(
                                        Failure.of(FailureCode.ACCESS_DENIED, "you are not in this conversation")));
    }

    private void write(Statuses answer) {
        answer.statuses().forEach(status -> session.outbox()
                .write(new ServerFrame.Presence(status.user(), status.online(), status.lastActiveAt())));
    }
}
