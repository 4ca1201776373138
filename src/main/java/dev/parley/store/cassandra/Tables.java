package dev.parley.store.cassandra;

import java.time.Duration;
import java.util.function.LongSupplier;

/** The tables of one store, put together. */
record Tables(
        Claims claims,
        Drafts drafts,
        Inboxes inboxes,
        ConversationLists lists,
        BucketIndex buckets,
        Log log,
        MarkRows marks,
        HighWater highWater,
        Finisher finisher) {

    static Tables of(Queries queries, HighWater highWater, Duration inbox, LongSupplier clockMillis) {
        Claims claims = new Claims(queries);
        Drafts drafts = new Drafts(queries);
        ConversationLists lists = new ConversationLists(queries);
        BucketIndex buckets = new BucketIndex(queries);
        Log log = new Log(queries);
        return new Tables(
                claims,
                drafts,
                new Inboxes(queries, inbox, clockMillis),
                lists,
                buckets,
                log,
                new MarkRows(queries),
                highWater,
                new Finisher(claims, drafts, lists, buckets, new Amendments(log, drafts, buckets), log, highWater));
    }
}
