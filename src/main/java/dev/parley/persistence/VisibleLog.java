package dev.parley.persistence;

import dev.parley.bus.MembershipService.Window;
import dev.parley.model.ConversationId;
import dev.parley.model.Message;
import dev.parley.store.MessageStore;
import io.vertx.core.Future;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;

/** A conversation's log as one user sees it: within windows, and without the entries that only change others. */
final class VisibleLog {
    private final MessageStore store;
    private final ConversationId conversation;
    private final List<Window> windows;
    private final List<Window> newestFirst;

    /** @param windows in order and apart from each other */
    VisibleLog(MessageStore store, ConversationId conversation, List<Window> windows) {
        this.store = store;
        this.conversation = conversation;
        this.windows = windows;
        this.newestFirst = new ArrayList<>(windows);
        Collections.reverse(newestFirst);
    }

    /** @return a future completed with up to {@code limit} messages below {@code id}, the nearest, in descending order */
    Future<List<Message>> before(long id, int limit) {
        return newestFirst.stream()
                .filter(window -> window.from() < id)
                .findFirst()
                .map(window -> read(window, Math.min(id, window.to()), limit))
                .orElseGet(() -> Future.succeededFuture(List.of()));
    }

    /** @return a future completed with up to {@code limit} messages from {@code id} on, the nearest, in ascending order */
    Future<List<Message>> from(long id, int limit) {
        return windows.stream()
                .filter(window -> window.to() > id)
                .findFirst()
                .map(window -> readOn(window, Math.max(id, window.from()), limit))
                .orElseGet(() -> Future.succeededFuture(List.of()));
    }

    private Future<List<Message>> read(Window window, long below, int limit) {
        return store.before(conversation, below, limit).compose(read -> {
            List<Message> seen = seen(read, window);
            boolean isOver = read.isEmpty() || last(read) < window.from();
            long next = isOver ? window.from() : last(read);
            return seen.size() == limit
                    ? Future.succeededFuture(seen)
                    : joined(seen, before(next, limit - seen.size()));
        });
    }

    private Future<List<Message>> readOn(Window window, long from, int limit) {
        return store.from(conversation, from, limit).compose(read -> {
            List<Message> seen = seen(read, window);
            boolean isOver = read.isEmpty() || last(read) >= window.to();
            long next = isOver ? window.to() : last(read) + 1;
            return seen.size() == limit ? Future.succeededFuture(seen) : joined(seen, from(next, limit - seen.size()));
        });
    }

    private static List<Message> seen(List<Message> read, Window window) {
        return read.stream()
                .filter(message ->
                        window.contains(message.id()) && !message.kind().amends())
                .toList();
    }

    private static Future<List<Message>> joined(List<Message> some, Future<List<Message>> others) {
        return others.map(more -> {
            List<Message> all = new ArrayList<>(some);
            all.addAll(more);
            return all;
        });
    }

    private static long last(List<Message> messages) {
        return messages.get(messages.size() - 1).id().value();
    }
}
