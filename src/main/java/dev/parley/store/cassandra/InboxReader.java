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
import java.util.HashMap;
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

    Future<InboxPage> page(UserId user, Optional<Cursor> after, int limit, long horizonMillis) {
        long cap = Math.max(0, MessageId.lastBefore(horizonMillis));
        if (after.isEmpty()) {
            return Future.succeededFuture(new InboxPage(List.of(), Cursor.at(cap), false));
        }
        InboxRun run = InboxRun.of(after.get(), cap);
        return inboxes.read(user, run.cursor().read(), limit + 1).compose(entries -> {
            Filling filling = new Filling(entries, limit);
            return fill(filling, cap).map(filled -> filling.page(run));
        });
    }

    private Future<Void> fill(Filling filling, long cap) {
        List<Entry> some = filling.next();
        return some.isEmpty()
                ? Future.succeededFuture()
                : messages(some, cap).compose(found -> {
                    filling.add(some, found);
                    return fill(filling, cap);
                });
    }

    private Future<Map<MessageId, Message>> messages(List<Entry> entries, long cap) {
        List<Place> places = entries.stream()
                .map(entry -> new Place(entry.id(), entry.conversation()))
                .toList();
        return log.get(places)
                .compose(found -> settleMissing(entries, cap, found))
                .compose(this::show);
    }

    private Future<Map<MessageId, Message>> settleMissing(
            List<Entry> entries, long cap, Map<MessageId, Message> found) {
        Future<Void> settled = Future.succeededFuture();
        for (Entry entry : entries) {
            if (!found.containsKey(entry.id()) && entry.id().value() <= cap) {
                settled = settled.compose(before -> finisher.settle(entry.id())).<Void>map(accepted -> {
                    accepted.ifPresent(message -> found.put(message.id(), message));
                    return null;
                });
            }
        }
        return settled.map(found);
    }

    /** Gives edits what their targets say by now. */
    private Future<Map<MessageId, Message>> show(Map<MessageId, Message> found) {
        List<Place> edited = found.values().stream()
                .flatMap(message -> edited(message).stream())
                .distinct()
                .toList();
        if (edited.isEmpty()) {
            return Future.succeededFuture(found);
        }
        return log.get(edited).map(targets -> {
            Map<MessageId, Message> shown = new HashMap<>(found);
            shown.replaceAll((id, message) -> shown(message, targets));
            return shown;
        });
    }

    private static Message shown(Message message, Map<MessageId, Message> targets) {
        Optional<Message> target = edited(message).map(place -> targets.get(place.id()));
        return target.map(message::showing).orElse(message);
    }

    private static Optional<Place> edited(Message message) {
        return message.kind() == Message.Kind.EDIT
                ? message.target().map(target -> new Place(new MessageId(target), message.conversation()))
                : Optional.empty();
    }
}
