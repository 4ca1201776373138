package dev.parley.persistence;

import dev.parley.bus.PersistenceService.History;
import dev.parley.bus.PersistenceService.HistoryPage;
import dev.parley.bus.PersistenceService.Place;
import dev.parley.model.ConversationId;
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
        ConversationId conversation = question.conversation();
        return part(conversation, question.place(), question.limit()).compose(part -> page(conversation, part));
    }

    private Future<Part> part(ConversationId conversation, Place place, int limit) {
        if (place instanceof Place.Before before) {
            return below(conversation, before.id(), limit);
        }
        if (place instanceof Place.After after) {
            return from(conversation, after.id() == END ? END : after.id() + 1, limit);
        }
        if (place instanceof Place.Around around) {
            return around(conversation, around.id(), limit);
        }
        return below(conversation, END, limit);
    }

    private Future<Part> around(ConversationId conversation, long id, int limit) {
        int half = limit / 2;
        Future<Part> lower = half == 0 ? Future.succeededFuture(Part.emptyAt(id)) : below(conversation, id, half);
        return lower.compose(below -> from(conversation, id, limit - half).map(below::followedBy));
    }

    private Future<Part> below(ConversationId conversation, long id, int limit) {
        return store.before(conversation, id, limit).map(newestFirst -> {
            List<Message> messages = new ArrayList<>(newestFirst);
            Collections.reverse(messages);
            return new Part(
                    messages, messages.isEmpty() ? START : messages.get(0).id().value(), id);
        });
    }

    private Future<Part> from(ConversationId conversation, long id, int limit) {
        return store.from(conversation, id, limit).map(messages -> {
            long end = messages.isEmpty()
                    ? END
                    : messages.get(messages.size() - 1).id().value() + 1;
            return new Part(messages, id, end);
        });
    }

    private Future<HistoryPage> page(ConversationId conversation, Part part) {
        Future<Boolean> before = part.low() == START ? NOTHING : some(store.before(conversation, part.low(), 1));
        Future<Boolean> after = part.high() == END ? NOTHING : some(store.from(conversation, part.high(), 1));
        return Future.all(before, after).map(both -> new HistoryPage(part.messages(), before.result(), after.result()));
    }

    private static Future<Boolean> some(Future<List<Message>> found) {
        return found.map(messages -> !messages.isEmpty());
    }
}
