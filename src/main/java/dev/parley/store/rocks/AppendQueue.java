package dev.parley.store.rocks;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;
import java.util.Queue;

/** Appends that wait for the writer, bounded in number and in bytes. Safe for use by any thread. */
final class AppendQueue {
    private static final int MOST_WAITING = 16_384;
    private static final long MOST_WEIGHT = 64L * 1024 * 1024;
    private static final int MOST_IN_GROUP = 1_024;
    private static final long GROUP_WEIGHT = 2L * 1024 * 1024;

    private final Queue<PendingAppend> waiting = new ArrayDeque<>();
    private long weight;
    private boolean closed;

    /** @return false, and nothing else, when the queue is full or closed */
    synchronized boolean offer(PendingAppend append) {
        if (closed || waiting.size() >= MOST_WAITING || weight >= MOST_WEIGHT) {
            return false;
        }
        weight += append.weight();
        waiting.add(append);
        notifyAll();
        return true;
    }

    /**
     * Waits for an append, and takes it with those that wait behind it, as many as make one good write.
     *
     * @return them, in order; nothing once the queue is closed and empty
     */
    synchronized List<PendingAppend> take() throws InterruptedException {
        while (waiting.isEmpty() && !closed) {
            wait();
        }
        List<PendingAppend> group = new ArrayList<>();
        long groupWeight = 0;
        while (!waiting.isEmpty() && group.size() < MOST_IN_GROUP && groupWeight < GROUP_WEIGHT) {
            PendingAppend append = waiting.remove();
            groupWeight += append.weight();
            group.add(append);
        }
        weight -= groupWeight;
        return group;
    }

    /** Takes no more. What waits can still be taken. */
    synchronized void close() {
        closed = true;
        notifyAll();
    }
}
