package dev.parley.router;

import dev.parley.bus.AccountsService.Members;
import dev.parley.bus.Bus;
import dev.parley.bus.PersistenceService;
import dev.parley.bus.PersistenceService.Append;
import dev.parley.bus.PersistenceService.Appended;
import dev.parley.bus.PersistenceService.History;
import dev.parley.bus.PersistenceService.HistoryPage;
import dev.parley.bus.PersistenceService.Place;
import dev.parley.bus.RouterService.Submit;
import dev.parley.bus.RouterService.Submitted;
import dev.parley.model.Failure;
import dev.parley.model.FailureCode;
import dev.parley.model.Message;
import dev.parley.model.UserId;
import io.vertx.core.Future;
import java.util.List;

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
                .compose(users -> bus.request(PersistenceService.APPEND, new Append(message, users))
                        .compose(appended -> conclude(submit, users, appended)));
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
        return stored(known)
                .compose(page -> page.messages().isEmpty()
                        ? Future.succeededFuture()
                        : dispatch.send(page.messages().get(0), users, submit.origin()))
                .map(accepted)
                .otherwise(accepted);
    }

    private Future<HistoryPage> stored(Appended.Known known) {
        Place itself = new Place.Around(known.id().value());
        return bus.request(PersistenceService.HISTORY, new History(known.conversation(), itself, 1));
    }

    private static Submitted accepted(Message message) {
        return new Submitted.Accepted(message.id(), message.conversation());
    }
}
