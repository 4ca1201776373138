package dev.parley.store.cassandra;

import dev.parley.model.Message;
import dev.parley.model.MessageId;
import dev.parley.store.cassandra.Claim.State;
import dev.parley.store.cassandra.Log.Place;
import io.vertx.core.Future;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/** Makes accepted messages visible: those of this process, and those that another began and left. */
final class Finisher {
    private final Claims claims;
    private final Drafts drafts;
    private final ConversationLists lists;
    private final BucketIndex buckets;
    private final Amendments amendments;
    private final Log log;
    private final HighWater highWater;

    Finisher(
            Claims claims,
            Drafts drafts,
            ConversationLists lists,
            BucketIndex buckets,
            Amendments amendments,
            Log log,
            HighWater highWater) {
        this.claims = claims;
        this.drafts = drafts;
        this.lists = lists;
        this.buckets = buckets;
        this.amendments = amendments;
        this.log = log;
        this.highWater = highWater;
    }

    /** Finishes a message that was accepted. The log comes last: who sees the message there, sees all of it. */
    Future<Void> finish(Draft draft) {
        Message message = draft.message();
        highWater.saw(message.id());
        return highWater
                .reserve(message.id())
                .compose(reserved -> list(draft))
                .compose(listed -> amendments.apply(message))
                .compose(applied -> log.put(message));
    }

    private Future<Void> list(Draft draft) {
        Message message = draft.message();
        Future<Void> indexed =
                buckets.add(new Place(message.id(), message.conversation()), MessageColumns.weight(message));
        Stream<Future<Void>> listed =
                message.isListed() ? draft.members().stream().map(user -> lists.put(user, message)) : Stream.empty();
        return Future.join(Stream.concat(Stream.of(indexed), listed).toList()).mapEmpty();
    }

    /** Sees to it that a message which was accepted, by whomever, is in the log. */
    Future<Void> finish(Claim accepted) {
        return log.get(List.of(new Place(accepted.id(), accepted.conversation())))
                .compose(found -> found.isEmpty() ? finishLeft(accepted.id()) : Future.succeededFuture());
    }

    private Future<Void> finishLeft(MessageId id) {
        return drafts.get(id).compose(found -> found.map(this::finish)
                .orElseGet(() -> Future.failedFuture(
                        new IllegalStateException("message " + id + " was accepted, and is lost"))));
    }

    /**
     * Settles a message that was begun and is not in the log: finishes it, or makes certain that it is never accepted.
     *
     * @return a future completed with the message when it was accepted
     */
    Future<Optional<Message>> settle(MessageId id) {
        return drafts.get(id)
                .compose(found -> found.map(this::settle).orElse(Future.succeededFuture(Optional.empty())));
    }

    private Future<Optional<Message>> settle(Draft draft) {
        return claims.find(draft.message())
                .compose(claim -> claim.filter(one -> one.isOf(draft.message().id()))
                        .map(own -> settle(draft, own))
                        .orElse(Future.succeededFuture(Optional.empty())));
    }

    private Future<Optional<Message>> settle(Draft draft, Claim own) {
        if (own.state() == State.OPEN) {
            return claims.decide(draft.message(), State.ABANDONED).compose(after -> decided(draft, after));
        }
        return decided(draft, own);
    }

    private Future<Optional<Message>> decided(Draft draft, Claim claim) {
        boolean accepted = claim.isOf(draft.message().id()) && claim.state() == State.ACCEPTED;
        return accepted
                ? finish(draft).compose(done -> find(draft.message()))
                : Future.succeededFuture(Optional.empty());
    }

    /** The message as it stands in the log, which may be amended by now. */
    private Future<Optional<Message>> find(Message message) {
        return log.get(List.of(new Place(message.id(), message.conversation())))
                .map(found -> Optional.ofNullable(found.get(message.id())));
    }
}
