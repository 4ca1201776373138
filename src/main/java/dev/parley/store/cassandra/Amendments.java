package dev.parley.store.cassandra;

import dev.parley.model.Message;
import dev.parley.model.MessageId;
import dev.parley.store.cassandra.Log.Place;
import io.vertx.core.Future;

/** Makes texts what an accepted edit or deletion wants them to be. Doing it again changes nothing. */
final class Amendments {
    private final Log log;
    private final Drafts drafts;
    private final BucketIndex buckets;

    Amendments(Log log, Drafts drafts, BucketIndex buckets) {
        this.log = log;
        this.drafts = drafts;
        this.buckets = buckets;
    }

    /**
     * Gives the target its new state, and takes what it said before out of its draft. The draft of an edit is emptied, too,
     * once it counts: so an edit without a text was applied before.
     */
    Future<Void> apply(Message message) {
        boolean edits = message.kind() == Message.Kind.EDIT;
        if (!message.kind().amends()
                || message.target().isEmpty()
                || (edits && message.text().isEmpty())) {
            return Future.succeededFuture();
        }
        Place target = new Place(new MessageId(message.target().get()), message.conversation());
        return Future.join(
                        log.amend(target, message.id(), message),
                        buckets.add(target, MessageColumns.weight(message)),
                        drafts.empty(target.id()))
                .compose(applied -> edits ? drafts.empty(message.id()) : Future.succeededFuture());
    }
}
