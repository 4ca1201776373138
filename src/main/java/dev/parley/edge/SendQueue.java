package dev.parley.edge;

import dev.parley.model.ConversationId;
import dev.parley.node.Draft;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import java.util.ArrayDeque;
import java.util.HashMap;
import java.util.Map;
import java.util.Queue;
import java.util.function.Consumer;
import java.util.function.Function;

/**
 * Submits the drafts of one session in their order: of each conversation one at a time, the others wait. Bounded in number
 * and in size.
 */
final class SendQueue {
    /** The most drafts under way or waiting. */
    static final int LIMIT = 256;
    /** The most text under way or waiting, in UTF-16 units. */
    static final int LIMIT_CHARS = 4 * 1024 * 1024;

    /** By conversation, what waits behind the draft that is under way. */
    private final Map<ConversationId, Queue<Turn>> waiting = new HashMap<>();

    private final Consumer<Draft> left;
    private Promise<Void> idle = Promise.promise();
    private int drafts;
    private int chars;

    private record Turn(Draft draft, Function<Draft, Future<Void>> submit) {}

    /** @param left called with each draft that was answered or is forgotten */
    SendQueue(Consumer<Draft> left) {
        this.left = left;
    }

    /**
     * Takes a draft; false when there is no room for it.
     *
     * @param submit sees it through to its answer and never fails
     */
    boolean offer(Draft draft, Function<Draft, Future<Void>> submit) {
        if (drafts == LIMIT || chars + draft.content().text().length() > LIMIT_CHARS) {
            return false;
        }
        drafts++;
        chars += draft.content().text().length();
        Queue<Turn> behind = waiting.get(draft.conversation());
        Turn turn = new Turn(draft, submit);
        if (behind == null) {
            waiting.put(draft.conversation(), new ArrayDeque<>(0));
            start(turn);
        } else {
            behind.add(turn);
        }
        return true;
    }

    /** @return a future completed when nothing is under way; at once when that is so */
    Future<Void> idle() {
        return drafts == 0 ? Future.succeededFuture() : idle.future();
    }

    /** Forgets what waits. */
    void clear() {
        waiting.values().forEach(this::forget);
    }

    private void forget(Queue<Turn> behind) {
        behind.forEach(turn -> discount(turn.draft()));
        behind.clear();
    }

    private void start(Turn turn) {
        turn.submit().apply(turn.draft()).onComplete(answered -> finished(turn.draft()));
    }

    private void finished(Draft draft) {
        discount(draft);
        Turn next = waiting.get(draft.conversation()).poll();
        if (next == null) {
            waiting.remove(draft.conversation());
        } else {
            start(next);
        }
        if (drafts == 0) {
            Promise<Void> awaited = idle;
            idle = Promise.promise();
            awaited.complete();
        }
    }

    private void discount(Draft draft) {
        drafts--;
        chars -= draft.content().text().length();
        left.accept(draft);
    }
}
