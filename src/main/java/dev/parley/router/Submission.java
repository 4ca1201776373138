package dev.parley.router;

import dev.parley.bus.AccountsService.Members;
import dev.parley.bus.Bus;
import dev.parley.bus.PersistenceService;
import dev.parley.bus.PersistenceService.Append;
import dev.parley.bus.PersistenceService.Appended;
import dev.parley.bus.PersistenceService.History;
import dev.parley.bus.PersistenceService.Place;
import dev.parley.bus.RouterService.Submit;
import dev.parley.bus.RouterService.Submitted;
import dev.parley.model.ConversationId;
import dev.parley.model.Failure;
import dev.parley.model.FailureCode;
import dev.parley.model.Message;
import dev.parley.model.MessageId;
import dev.parley.model.UserId;
import io.vertx.core.Future;
import java.util.List;
import java.util.Optional;

/** The way of a message: who is in, make it durable, send it to where they are, and only then answer. */
final class Submission {
    private final Bus bus;
    private final MemberCache members;
    private final Dispatch dispatch;

    Submission(Bus bus, MemberCache members, Dispatch dispatch) {
        this.bus = bus;
        this.members = members;
        this.dispatch = dispatch;
    }

    Future<Submitted> accept(Submit submit) {
        Message message = submit.message();
        return members.of(message.conversation())
                .compose(known -> admit(message, known))
                .compose(users -> isBehindItsTarget(message) ? behind(message) : store(submit, users));
    }

    private Future<Submitted> store(Submit submit, List<UserId> users) {
        return bus.request(PersistenceService.APPEND, new Append(submit.message(), users))
                .compose(appended -> conclude(submit, users, appended));
    }

    private static boolean isBehindItsTarget(Message message) {
        return message.replyTo()
                .filter(target -> target.compareTo(message.id()) > 0)
                .isPresent();
    }

    /**
     * A clock that is behind made an id before the one of the message that is answered: it is told the time of that message,
     * so that the reply sorts after it. Only a stored message moves a clock, never an id that a client names.
     */
    private Future<Submitted> behind(Message reply) {
        MessageId target = reply.replyTo().orElseThrow();
        return stored(target, reply.conversation())
                .compose(found -> found.isPresent()
                        ? Future.succeededFuture(new Submitted.OutOfTime(MessageId.timeMillis(target.value()) + 1))
                        : Future.failedFuture(
                                Failure.of(FailureCode.INVALID, "names no message of this conversation", "replyTo")));
    }

    private static Future<List<UserId>> admit(Message message, Members members) {
        return members.users().contains(message.from())
                ? Future.succeededFuture(members.users())
                : Future.failedFuture(Failure.of(FailureCode.ACCESS_DENIED, "you are not in this conversation"));
    }

    private Future<Submitted> conclude(Submit submit, List<UserId> users, Appended appended) {
        if (appended instanceof Appended.Known known) {
            return known(submit, users, known);
        }
        if (appended instanceof Appended.OutOfTime late) {
            return Future.succeededFuture(new Submitted.OutOfTime(late.nowMillis()));
        }
        return dispatch.send(submit.message(), users, submit.origin()).map(sent -> accepted(submit.message()));
    }

    /** An earlier attempt of a retried submit may have been stored and not sent on, under another id. */
    private Future<Submitted> known(Submit submit, List<UserId> users, Appended.Known known) {
        Submitted accepted = new Submitted.Accepted(known.id(), known.conversation());
        if (!submit.retry() || !known.conversation().equals(submit.message().conversation())) {
            return Future.succeededFuture(accepted);
        }
        return stored(known.id(), known.conversation())
                .compose(found -> found.map(message -> dispatch.send(message, users, submit.origin()))
                        .orElseGet(Future::succeededFuture))
                .map(accepted)
                .otherwise(accepted);
    }

    private Future<Optional<Message>> stored(MessageId id, ConversationId conversation) {
        return bus.request(PersistenceService.HISTORY, new History(conversation, new Place.Around(id.value()), 1))
                .map(page -> page.messages().stream()
                        .filter(message -> message.id().equals(id))
                        .findFirst());
    }

    private static Submitted accepted(Message message) {
        return new Submitted.Accepted(message.id(), message.conversation());
    }
}
