package dev.parley.router;

import dev.parley.bus.MembershipService.Roster.Members;
import dev.parley.model.Failure;
import dev.parley.model.FailureCode;
import dev.parley.model.Message;
import io.vertx.core.Future;
import java.time.Duration;

/** Decides what may be edited and deleted: one's own texts, and by a group's administrators any to delete, for a while. */
final class Amendments {
    private final StoredMessages stored;
    private final Duration within;

    /** @param within how long after it was sent a message may be changed */
    Amendments(StoredMessages stored, Duration within) {
        this.stored = stored;
        this.within = within;
    }

    /** @return a future completed when {@code message} may be, which all may that amend nothing */
    Future<Void> check(Message message, Members members) {
        if (!message.kind().amends()) {
            return Future.succeededFuture();
        }
        return stored.target(message).compose(target -> check(message, target, members));
    }

    private Future<Void> check(Message amendment, Message target, Members members) {
        if (target.kind() != Message.Kind.TEXT) {
            return refuse(FailureCode.INVALID, "names no text");
        }
        if (!target.from().equals(amendment.from()) && !mayDelete(amendment, members)) {
            return refuse(FailureCode.ACCESS_DENIED, "names the message of another");
        }
        if (target.isDeleted() && amendment.kind() == Message.Kind.EDIT) {
            return refuse(FailureCode.INVALID, "names a message that was deleted");
        }
        boolean tooLate = target.id().at().plus(within).isBefore(amendment.id().at());
        return tooLate ? refuse(FailureCode.TOO_LATE, "names a message that is too old") : Future.succeededFuture();
    }

    private static boolean mayDelete(Message amendment, Members members) {
        return amendment.kind() == Message.Kind.DELETE && members.admins().contains(amendment.from());
    }

    private static Future<Void> refuse(FailureCode code, String what) {
        return Future.failedFuture(Failure.of(code, what, "target"));
    }
}
