package dev.parley.persistence;

import dev.parley.bus.PersistenceService.History;
import dev.parley.bus.PersistenceService.HistoryPage;
import dev.parley.bus.PersistenceService.Place;
import dev.parley.model.Message;
import dev.parley.store.MessageStore;
import io.vertx.core.Future;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;

/** Cuts pages out of a conversation's log. */
final class HistoryPages {
    /** Where no message is before, and where none is after. */
    private static final long START = 0;

    private static final long END = Long.MAX_VALUE;
    private static final Future<Boolean> NOTHING = Future.succeededFuture(false);

    private final MessageStore store;

    HistoryPages(MessageStore store) {
        this.store = store;
    }

    /** Everything in the log from {@code low} up to {@code high}, itself not included. */
    private record Part(List<Message> messages, long low, long high) {
        static Part emptyAt(long id) {
            return new Part(List.of(), id, id);
        }

        Part followedBy(Part next) {
            List<Message> both = new ArrayList<>(messages);
            both.addAll(next.messages);
            return new Part(both, low, next.high);
        }
    }

    Future<HistoryPage> read(History question) {
        VisibleLog log = new VisibleLog(store, question.conversation(), question.windows());
        return part(log, question.place(), question.limit()).compose(part -> page(log, part));
    }

    private Future<Part> part(VisibleLog log, Place place, int limit) {
        if (place instanceof Place.Before before) {
            return below(log, before.id(), limit);
        }
        if (place instanceof Place.After after) {
            return from(log, after.id() == END ? END : after.id() + 1, limit);
        }
        if (place instanceof Place.Around around) {
            return around(log, around.id(), limit);
        }
        return below(log, END, limit);
    }

    private Future<Part> around(VisibleLog log, long id, int limit) {
        int half = limit / 2;
        Future<Part> lower = half == 0 ? Future.succeededFuture(Part.emptyAt(id)) : below(log, id, half);
        return lower.compose(below -> from(log, id, limit - half).map(below::followedBy));
    }

    private Future<Part> below(VisibleLog log, long id, int limit) {
        return log.before(id, limit).map(newestFirst -> {
            List<Message> messages = new ArrayList<>(newestFirst);
            Collections.reverse(messages);
            return new Part(
                    messages, messages.isEmpty() ? START : messages.get(0).id().value(), id);
        });
    }

    private Future<Part> from(VisibleLog log, long id, int limit) {
        return log.from(id, limit).map(messages -> {
            long end = messages.isEmpty()
                    ? END
                    : messages.get(messages.size() - 1).id().value() + 1;
            return new Part(messages, id, end);
        });
    }

    private Future<HistoryPage> page(VisibleLog log, Part part) {
        Future<Boolean> before = part.low() == START ? NOTHING : some(log.before(part.low(), 1));
        Future<Boolean> after = part.high() == END ? NOTHING : some(log.from(part.high(), 1));
        return Future.all(before, after).map(both -> new HistoryPage(part.messages(), before.result(), after.result()));
    }

    private static Future<Boolean> some(Future<List<Message>> found) {
        return found.map(messages -> !messages.isEmpty());
    }
}
