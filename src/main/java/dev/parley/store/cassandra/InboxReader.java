package dev.parley.store.cassandra;

import dev.parley.model.Cursor;
import dev.parley.model.Message;
import dev.parley.model.MessageId;
import dev.parley.model.UserId;
import dev.parley.store.InboxPage;
import dev.parley.store.InboxRun;
import dev.parley.store.cassandra.Inboxes.Entry;
import dev.parley.store.cassandra.Log.Place;
import io.vertx.core.Future;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Reads inboxes. It ends what is in doubt before a cursor passes it; see the package. */
final class InboxReader {
    private final Inboxes inboxes;
    private final Log log;
    private final Finisher finisher;

    InboxReader(Inboxes inboxes, Log log, Finisher finisher) {
        this.inboxes = inboxes;
        this.log = log;
        this.finisher = finisher;
    }

    /** Entries that fit on a page. */
    private record Part(List<Entry> entries, boolean more) {
        static Part of(List<Entry> found, int limit) {
            long bytes = 0;
            int count = 0;
            while (count < Math.min(limit, found.size()) && bytes < Page.MOST_BYTES) {
                bytes += found.get(count).weight();
                count++;
            }
            return new Part(found.subList(0, count), count < found.size());
        }

        List<Place> places() {
            return entries.stream()
                    .map(entry -> new Place(entry.id(), entry.conversation()))
                    .toList();
        }

        long last() {
            return entries.get(entries.size() - 1).id().value();
        }
    }

    Future<InboxPage> page(UserId user, Optional<Cursor> after, int limit, long horizonMillis) {
        long cap = Math.max(0, MessageId.lastBefore(horizonMillis));
        if (after.isEmpty()) {
            return Future.succeededFuture(new InboxPage(List.of(), Cursor.at(cap), false));
        }
        InboxRun run = InboxRun.of(after.get(), cap);
        return inboxes.read(user, run.cursor().read(), limit + 1)
                .map(found -> Part.of(found, limit))
                .compose(part -> messages(part, cap)
                        .map(messages -> new InboxPage(
                                messages, part.more() ? run.continued(part.last()) : run.finished(), part.more())));
    }

    private Future<List<Message>> messages(Part part, long cap) {
        return log.get(part.places())
                .compose(found -> settleMissing(part, cap, found))
                .map(found -> part.entries().stream()
                        .map(Entry::id)
                        .filter(found::containsKey)
                        .map(found::get)
                        .toList());
    }

    private Future<Map<MessageId, Message>> settleMissing(Part part, long cap, Map<MessageId, Message> found) {
        Future<Void> settled = Future.succeededFuture();
        for (Entry entry : part.entries()) {
            if (!found.containsKey(entry.id()) && entry.id().value() <= cap) {
                settled = settled.compose(before -> finisher.settle(entry.id())).<Void>map(accepted -> {
                    accepted.ifPresent(message -> found.put(message.id(), message));
                    return null;
                });
            }
        }
        return settled.map(found);
    }
}
