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
    /** More windows than anybody has who did not join and leave for the sake of it. */
    static final int MOST_WINDOWS = 1_000;

    private static final int LARGEST_READ = 200;

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
        return before(id, new Wanted(limit, limit));
    }

    /** @return a future completed with up to {@code limit} messages from {@code id} on, the nearest, in ascending order */
    Future<List<Message>> from(long id, int limit) {
        return from(id, new Wanted(limit, limit));
    }

    /**
     * How many messages are wanted, and how many entries to read for them at once: more each time, so that a long row of
     * entries that are not shown is passed in a few reads.
     */
    private record Wanted(int messages, int read) {
        Wanted after(List<Message> seen) {
            return new Wanted(messages - seen.size(), Math.min(LARGEST_READ, 2 * read));
        }
    }

    private Future<List<Message>> before(long id, Wanted wanted) {
        return newestFirst.stream()
                .filter(window -> window.from() < id)
                .findFirst()
                .map(window -> read(window, Math.min(id, window.to()), wanted))
                .orElseGet(() -> Future.succeededFuture(List.of()));
    }

    private Future<List<Message>> from(long id, Wanted wanted) {
        return windows.stream()
                .filter(window -> window.to() > id)
                .findFirst()
                .map(window -> readOn(window, Math.max(id, window.from()), wanted))
                .orElseGet(() -> Future.succeededFuture(List.of()));
    }

    private Future<List<Message>> read(Window window, long below, Wanted wanted) {
        return store.before(conversation, below, wanted.read()).compose(read -> {
            List<Message> seen = seen(read, window, wanted);
            boolean isOver = read.isEmpty() || last(read) < window.from();
            long next = isOver ? window.from() : last(read);
            return seen.size() == wanted.messages()
                    ? Future.succeededFuture(seen)
                    : joined(seen, before(next, wanted.after(seen)));
        });
    }

    private Future<List<Message>> readOn(Window window, long from, Wanted wanted) {
        return store.from(conversation, from, wanted.read()).compose(read -> {
            List<Message> seen = seen(read, window, wanted);
            boolean isOver = read.isEmpty() || last(read) >= window.to();
            long next = isOver ? window.to() : last(read) + 1;
            return seen.size() == wanted.messages()
                    ? Future.succeededFuture(seen)
                    : joined(seen, from(next, wanted.after(seen)));
        });
    }

    private static List<Message> seen(List<Message> read, Window window, Wanted wanted) {
        return read.stream()
                .filter(message ->
                        window.contains(message.id()) && !message.kind().amends())
                .limit(wanted.messages())
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
