package dev.parley.edge;

import dev.parley.model.ConversationId;
import dev.parley.node.Draft;
import io.vertx.core.Future;
import java.util.ArrayDeque;
import java.util.HashMap;
import java.util.Map;
import java.util.Queue;
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

    private final Function<Draft, Future<Void>> submit;
    /** By conversation, what waits behind the draft that is under way. */
    private final Map<ConversationId, Queue<Draft>> waiting = new HashMap<>();

    private int drafts;
    private int chars;

    /** @param submit sees a draft through to its answer and never fails */
    SendQueue(Function<Draft, Future<Void>> submit) {
        this.submit = submit;
    }

    /** Takes a draft; false when there is no room for it. */
    boolean offer(Draft draft) {
        if (drafts == LIMIT || chars + draft.content().text().length() > LIMIT_CHARS) {
            return false;
        }
        drafts++;
        chars += draft.content().text().length();
        Queue<Draft> behind = waiting.get(draft.conversation());
        if (behind == null) {
            waiting.put(draft.conversation(), new ArrayDeque<>(0));
            start(draft);
        } else {
            behind.add(draft);
        }
        return true;
    }

    /** Forgets what waits. */
    void clear() {
        waiting.values().forEach(Queue::clear);
    }

    private void start(Draft draft) {
        submit.apply(draft).onComplete(answered -> finished(draft));
    }

    private void finished(Draft draft) {
        drafts--;
        chars -= draft.content().text().length();
        Draft next = waiting.get(draft.conversation()).poll();
        if (next == null) {
            waiting.remove(draft.conversation());
        } else {
            start(next);
        }
    }
}
