package dev.parley.store.rocks;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;

/**
 * Writes that wait for the writer, bounded in number and in bytes; marks leave half of the room to messages. Safe for use
 * by any thread, but for {@link #take}, which the writer calls.
 *
 * <p>What comes alone is written at once. Where writes come close together, each group is given a moment to fill: a commit
 * costs about the same whether it has one write or twenty, and nobody has to wake the writer for each.
 */
final class WriteQueue {
    private static final int MOST_WAITING = 16_384;
    private static final long MOST_WEIGHT = 64L * 1024 * 1024;
    private static final int MOST_IN_GROUP = 1_024;
    private static final long GROUP_WEIGHT = 2L * 1024 * 1024;
    /** From the beginning of a group to that of the next, at least, while there is more than one write in each. */
    private static final long PACE_NANOS = TimeUnit.MICROSECONDS.toNanos(1_700);

    private final ReentrantLock lock = new ReentrantLock();
    private final Condition wanted = lock.newCondition();
    private final Queue<PendingWrite<?>> waiting = new ArrayDeque<>();
    private long weight;
    private boolean closed;
    private boolean filling;
    private long takenNanos = System.nanoTime();
    private int lastTaken;

    /** @return false, and nothing else, when the queue is full or closed */
    boolean offer(PendingWrite<?> write) {
        lock.lock();
        try {
            int room = write instanceof PendingAppend ? MOST_WAITING : MOST_WAITING / 2;
            if (closed || waiting.size() >= room || weight >= MOST_WEIGHT) {
                return false;
            }
            weight += write.weight();
            waiting.add(write);
            if (!filling || isFull()) {
                wanted.signal();
            }
            return true;
        } finally {
            lock.unlock();
        }
    }

    /**
     * Waits for a write, and takes it with those that wait behind it, as many as make one good commit.
     *
     * @return them, in order; nothing once the queue is closed and empty
     */
    List<PendingWrite<?>> take() throws InterruptedException {
        lock.lock();
        try {
            if (lastTaken > 1) {
                fill();
            }
            while (waiting.isEmpty() && !closed) {
                wanted.await();
            }
            return group();
        } finally {
            lock.unlock();
        }
    }

    /** Takes no more. What waits can still be taken. */
    void close() {
        lock.lock();
        try {
            closed = true;
            wanted.signal();
        } finally {
            lock.unlock();
        }
    }

    private void fill() throws InterruptedException {
        filling = true;
        long left = takenNanos + PACE_NANOS - System.nanoTime();
        while (left > 0 && !closed && !isFull()) {
            left = wanted.awaitNanos(left);
        }
        filling = false;
    }

    private boolean isFull() {
        return waiting.size() >= MOST_IN_GROUP || weight >= GROUP_WEIGHT;
    }

    private List<PendingWrite<?>> group() {
        List<PendingWrite<?>> group = new ArrayList<>();
        long groupWeight = 0;
        while (!waiting.isEmpty() && group.size() < MOST_IN_GROUP && groupWeight < GROUP_WEIGHT) {
            PendingWrite<?> write = waiting.remove();
            groupWeight += write.weight();
            group.add(write);
        }
        weight -= groupWeight;
        takenNanos = System.nanoTime();
        lastTaken = group.size();
        return group;
    }
}
