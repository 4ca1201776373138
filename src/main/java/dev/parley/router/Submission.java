package dev.parley.router;

import dev.parley.bus.Bus;
import dev.parley.bus.MembershipService.Roster.Members;
import dev.parley.bus.MembershipService.Standing;
import dev.parley.bus.PersistenceService;
import dev.parley.bus.PersistenceService.Append;
import dev.parley.bus.PersistenceService.Appended;
import dev.parley.bus.RouterService.Announce;
import dev.parley.bus.RouterService.Submit;
import dev.parley.bus.RouterService.Submitted;
import dev.parley.model.ConversationId;
import dev.parley.model.Failure;
import dev.parley.model.FailureCode;
import dev.parley.model.MembershipChange;
import dev.parley.model.Message;
import dev.parley.model.MessageId;
import dev.parley.model.UserId;
import io.vertx.core.Future;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * The way of a message: who is in, make it durable, send it to where they are, and only then answer.
 *
 * <p>A message belongs to the members that its conversation had when it was asked who they are, and sorts after the change
 * that made them so. Who came in before it was durable, or with a place in the log before it, gets it too, where their history
 * will show it.
 */
final class Submission {
    private final Bus bus;
    private final Rosters rosters;
    private final Audience audience;
    private final Strangers strangers;
    private final StoredMessages stored;
    private final Amendments amendments;
    private final Hook hook;
    private final Dispatch dispatch;

    Submission(
            Bus bus,
            Rosters rosters,
            Strangers strangers,
            StoredMessages stored,
            Amendments amendments,
            Hook hook,
            Dispatch dispatch) {
        this.bus = bus;
        this.rosters = rosters;
        this.audience = new Audience(bus);
        this.strangers = strangers;
        this.stored = stored;
        this.amendments = amendments;
        this.hook = hook;
        this.dispatch = dispatch;
    }

    Future<Submitted> accept(Submit submit) {
        Message message = submit.message();
        return rosters.of(message.conversation()).compose(members -> admit(submit, members)
                .compose(
                        admitted -> isBehind(message, members) ? behind(message, members) : write(submit, members),
                        refusal -> refuse(submit, members.users(), refusal)));
    }

    /** An entry of the server's own: its author and members were decided already. */
    Future<Submitted> announce(Announce announcement) {
        Message entry = announcement.entry();
        rosters.forget(entry.conversation());
        return bringUp(entry)
                .compose(broughtUp -> store(
                        new Submit(entry, Optional.empty(), true), announcement.members(), Future::succeededFuture));
    }

    /**
     * Puts into the inbox of one who came in what was accepted after their place in the log, and before anybody could know that
     * they have it. What is accepted from now on asks who is in after it was stored.
     */
    private Future<Void> bringUp(Message entry) {
        if (entry.kind() != Message.Kind.MEMBERSHIP
                || !entry.text().equals(MembershipChange.ADDED.wireName())
                || entry.target().isEmpty()) {
            return Future.succeededFuture();
        }
        List<UserId> newcomer = List.of(new UserId(entry.target().get()));
        return stored.textsAfter(entry)
                .compose(texts -> Future.all(texts.stream()
                        .map(text -> bus.request(PersistenceService.APPEND, new Append(text, newcomer)))
                        .toList()))
                .mapEmpty();
    }

    private Future<Void> admit(Submit submit, Members members) {
        UserId sender = submit.message().from();
        if (!members.users().contains(sender)) {
            return Future.failedFuture(Failure.of(FailureCode.ACCESS_DENIED, "you are not in this conversation"));
        }
        if (members.standing() instanceof Standing.Blocked) {
            return Future.failedFuture(Failure.of(FailureCode.BLOCKED, "one of you blocks the other"));
        }
        return (submit.retry() ? Optional.<Failure>empty() : strangers.refusal(sender, members))
                .map(Future::<Void>failedFuture)
                .orElseGet(Future::succeededFuture);
    }

    private static boolean isBehind(Message message, Members members) {
        return message.id().value() <= members.since()
                || StoredMessages.targetOf(message)
                        .filter(target -> target.compareTo(message.id()) > 0)
                        .isPresent();
    }

    /**
     * A clock that is behind made an id before the one of the message that is answered, or before its author came in: it is
     * told the later time, so that the message sorts after it. Only what is stored moves a clock, never an id that a client
     * names.
     */
    private Future<Submitted> behind(Message message, Members members) {
        if (message.id().value() <= members.since()) {
            return Future.succeededFuture(after(members.since()));
        }
        return stored.target(message).map(target -> after(target.id().value()));
    }

    private static Submitted after(long id) {
        return new Submitted.OutOfTime(MessageId.timeMillis(id) + 1);
    }

    private Future<Submitted> write(Submit submit, Members members) {
        Message message = submit.message();
        return amendments
                .check(message, members)
                .compose(
                        last -> message.id().value() < last
                                ? Future.succeededFuture(after(last))
                                : audience.of(message, members).compose(users -> decide(submit, members, users)),
                        refusal -> refuse(submit, members.users(), refusal))
                .compose(submitted -> strangers.wrote(message, members).map(submitted));
    }

    private Future<Submitted> decide(Submit submit, Members members, List<UserId> users) {
        Message message = submit.message();
        return hook.ask(message)
                .compose(
                        noted -> storeWidely(submit.annotated(noted), members, users),
                        refusal -> refuse(submit, users, refusal));
    }

    /**
     * What is refused now may have been accepted before: an answer was lost, or the client sends it again. It stays accepted.
     */
    private Future<Submitted> refuse(Submit submit, List<UserId> users, Throwable refusal) {
        Message message = submit.message();
        return bus.request(PersistenceService.KNOWN, new Append(message, List.of(message.from())))
                .compose(appended -> appended instanceof Appended.OutOfTime
                        ? Future.failedFuture(refusal)
                        : known(submit, users, before(message, appended)));
    }

    private static Appended.Known before(Message message, Appended appended) {
        return appended instanceof Appended.Known known
                ? known
                : new Appended.Known(message.id(), message.conversation());
    }

    private Future<Submitted> storeWidely(Submit submit, Members members, List<UserId> users) {
        return store(submit, users, stored -> widen(submit, members, stored));
    }

    /** Makes a message durable for {@code users}, and sends it to what {@code settling} makes of them. */
    private Future<Submitted> store(Submit submit, List<UserId> users, Settling settling) {
        return bus.request(PersistenceService.APPEND, new Append(submit.message(), users))
                .compose(appended -> settle(submit, users, appended, settling));
    }

    private Future<Submitted> settle(Submit submit, List<UserId> users, Appended appended, Settling settling) {
        if (appended instanceof Appended.Known known) {
            return known(submit, users, known);
        }
        if (appended instanceof Appended.OutOfTime late) {
            return Future.succeededFuture(new Submitted.OutOfTime(late.nowMillis()));
        }
        return settling.settle(users)
                .compose(all -> dispatch.send(submit.message(), all, submit.origin()))
                .map(sent -> accepted(submit.message()));
    }

    /** Decides who gets a message that is durable for some. */
    @FunctionalInterface
    private interface Settling {
        Future<List<UserId>> settle(List<UserId> users);
    }

    /**
     * Stores the message for those, too, who came in while it was stored for the others, also where they went again before
     * anybody looked: it stands in the log of their time. Nobody is sent it who went. What is tried again may have been stored
     * at the first time, for those who were in then.
     */
    private Future<List<UserId>> widen(Submit submit, Members before, List<UserId> stored) {
        Message message = submit.message();
        if (message.conversation() instanceof ConversationId.Direct) {
            return Future.succeededFuture(stored);
        }
        return rosters.of(message.conversation())
                .map(now -> now.version() == before.version() && !submit.retry())
                .recover(Submission::hasEnded)
                .compose(same -> same ? Future.succeededFuture(stored) : storeForViewers(message, stored));
    }

    /** A group that is no more is another than before. */
    private static Future<Boolean> hasEnded(Throwable cause) {
        return cause instanceof Failure failure && failure.code() == FailureCode.NOT_FOUND
                ? Future.succeededFuture(false)
                : Future.failedFuture(cause);
    }

    /** @return a future completed with those who are sent the message, when it is stored for all who may see it */
    private Future<List<UserId>> storeForViewers(Message message, List<UserId> stored) {
        return audience.now(message).compose(viewers -> {
            List<UserId> missing = Stream.concat(viewers.users().stream(), viewers.former().stream())
                    .filter(user -> !stored.contains(user))
                    .toList();
            List<UserId> sentTo = List.copyOf(viewers.users());
            return missing.isEmpty()
                    ? Future.succeededFuture(sentTo)
                    : bus.request(PersistenceService.APPEND, new Append(message, missing))
                            .map(sentTo);
        });
    }

    /**
     * It may have been stored under another id and not sent on: by an earlier attempt, or by a router that died before it
     * answered, so that the client sends it again.
     */
    private Future<Submitted> known(Submit submit, List<UserId> users, Appended.Known known) {
        Submitted accepted = new Submitted.Accepted(known.id(), known.conversation());
        if (!known.conversation().equals(submit.message().conversation())) {
            return Future.succeededFuture(accepted);
        }
        return stored.find(known.id(), known.conversation())
                .compose(found -> found.map(message -> due(message, users)
                                .compose(due -> submit.retry()
                                        ? dispatch.send(message, due, submit.origin())
                                        : dispatch.remind(message, due)))
                        .orElseGet(Future::succeededFuture))
                .map(accepted)
                .otherwise(accepted);
    }

    /** Who came into a group since an attempt that was cut short has it in no inbox yet. */
    private Future<List<UserId>> due(Message message, List<UserId> users) {
        return message.conversation() instanceof ConversationId.Direct
                ? Future.succeededFuture(users)
                : storeForViewers(message, List.of());
    }

    private static Submitted accepted(Message message) {
        return new Submitted.Accepted(message.id(), message.conversation());
    }
}
