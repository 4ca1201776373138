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

/** Cuts pages out of a conversation's log: what is below a place in it, and what is from there on. */
final class HistoryPages {
    /** Where no message is after. */
    private static final long END = Long.MAX_VALUE;

    private final MessageStore store;

    HistoryPages(MessageStore store) {
        this.store = store;
    }

    /**
     * Where a page is cut in two.
     *
     * @param below how many messages are wanted with an id below it; there may be none wanted
     * @param from how many with this id or a larger one
     */
    private record Cut(long id, int below, int from) {
        static Cut of(Place place, int limit) {
            if (place instanceof Place.Before before) {
                return new Cut(before.id(), limit, 0);
            }
            if (place instanceof Place.After after) {
                return new Cut(after.id() == END ? END : after.id() + 1, 0, limit);
            }
            if (place instanceof Place.Around around) {
                return new Cut(around.id(), limit / 2, limit - limit / 2);
            }
            return new Cut(END, limit, 0);
        }
    }

    /**
     * The messages on one side of a cut.
     *
     * @param messages in ascending order
     * @param more whether there are others beyond them
     */
    private record Side(List<Message> messages, boolean more) {
        /** @param found the nearest to the cut first, one more than are wanted if there is one */
        static Side of(List<Message> found, int wanted) {
            List<Message> nearest = found.subList(0, Math.min(wanted, found.size()));
            return new Side(nearest, found.size() > wanted);
        }

        Side reversed() {
            List<Message> ascending = new ArrayList<>(messages);
            Collections.reverse(ascending);
            return new Side(ascending, more);
        }
    }

    /** Reads both sides at once; one message more than wanted says whether there are others. */
    Future<HistoryPage> read(History question) {
        VisibleLog log = new VisibleLog(store, question.conversation(), question.windows());
        Cut cut = Cut.of(question.place(), question.limit());
        Future<Side> below = log.before(cut.id(), cut.below() + 1)
                .map(newestFirst -> Side.of(newestFirst, cut.below()).reversed());
        Future<Side> from = log.from(cut.id(), cut.from() + 1).map(messages -> Side.of(messages, cut.from()));
        return Future.all(below, from).map(both -> page(below.result(), from.result()));
    }

    private static HistoryPage page(Side below, Side from) {
        List<Message> messages = new ArrayList<>(below.messages());
        messages.addAll(from.messages());
        return new HistoryPage(messages, below.more(), from.more());
    }
}
