package dev.parley.store.rocks;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;
import java.util.Queue;

/**
 * Writes that wait for the writer, bounded in number and in bytes; marks leave half of the room to messages. Safe for use
 * by any thread.
 */
final class WriteQueue {
    private static final int MOST_WAITING = 16_384;
    private static final long MOST_WEIGHT = 64L * 1024 * 1024;
    private static final int MOST_IN_GROUP = 1_024;
    private static final long GROUP_WEIGHT = 2L * 1024 * 1024;

    private final Queue<PendingWrite<?>> waiting = new ArrayDeque<>();
    private long weight;
    private boolean closed;

    /** @return false, and nothing else, when the queue is full or closed */
    synchronized boolean offer(PendingWrite<?> write) {
        int room = write instanceof PendingAppend ? MOST_WAITING : MOST_WAITING / 2;
        if (closed || waiting.size() >= room || weight >= MOST_WEIGHT) {
            return false;
        }
        weight += write.weight();
        waiting.add(write);
        notifyAll();
        return true;
    }

    /**
     * Waits for a write, and takes it with those that wait behind it, as many as make one good commit.
     *
     * @return them, in order; nothing once the queue is closed and empty
     */
    synchronized List<PendingWrite<?>> take() throws InterruptedException {
        while (waiting.isEmpty() && !closed) {
            wait();
        }
        List<PendingWrite<?>> group = new ArrayList<>();
        long groupWeight = 0;
        while (!waiting.isEmpty() && group.size() < MOST_IN_GROUP && groupWeight < GROUP_WEIGHT) {
            PendingWrite<?> write = waiting.remove();
            groupWeight += write.weight();
            group.add(write);
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
