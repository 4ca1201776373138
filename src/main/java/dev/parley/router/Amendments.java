package dev.parley.router;

import dev.parley.bus.MembershipService.Roster.Members;
import dev.parley.model.Failure;
import dev.parley.model.FailureCode;
import dev.parley.model.Message;
import dev.parley.model.MessageId;
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

    /**
     * Says what a message that may be sent has to sort after: the last change of what it changes, for the last one by id is
     * what counts.
     *
     * @return a future completed with the value of an id, zero for what amends nothing; or failed when it may not be sent
     */
    Future<Long> check(Message message, Members members) {
        if (!message.kind().amends()) {
            return Future.succeededFuture(0L);
        }
        return stored.target(message).compose(target -> check(message, target, members)
                .map(allowed -> target.amendedBy().map(MessageId::value).orElse(0L)));
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
