package dev.parley.store.rocks;

import dev.parley.model.Failure;
import dev.parley.model.FailureCode;
import dev.parley.store.rocks.PendingWrite.Addition;
import io.vertx.core.Future;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.function.IntConsumer;
import java.util.function.LongSupplier;
import org.rocksdb.RocksDBException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The one thread that writes. While it waits for the disk, writes gather in the queue and make up the next group.
 *
 * <p>When a write fails, nobody knows what is on the disk. So it takes no more, and writes the same group again every second
 * until that succeeds: a disk that was full lets RocksDB recover by itself. The floor stays where it is meanwhile, so that no
 * cursor passes what may appear late, or after a restart. At any other failure it stops for good.
 */
final class Writer {
    private static final Logger LOG = LoggerFactory.getLogger(Writer.class);
    private static final long PAUSE_MILLIS = 1_000;

    private final Database database;
    private final LongSupplier clockMillis;
    private final WritingFloor floor;
    private final IntConsumer groups;
    private final WriteQueue queue = new WriteQueue();
    private final CountDownLatch closing = new CountDownLatch(1);
    private volatile boolean works = true;
    private final Thread thread = new Thread(this::run, "parley-message-writer");

    /** @param groups told of each group that was written, by its size; on the thread that writes */
    Writer(Database database, LongSupplier clockMillis, WritingFloor floor, IntConsumer groups) {
        this.database = database;
        this.clockMillis = clockMillis;
        this.floor = floor;
        this.groups = groups;
        thread.setDaemon(true);
    }

    void start() {
        thread.start();
    }

    /** @return what the caller waits for; failed with {@code UNAVAILABLE} when there is too much to do or no more is taken */
    <T> Future<T> submit(PendingWrite<T> write) {
        if (!works || !queue.offer(write)) {
            write.fail(Failure.of(FailureCode.UNAVAILABLE, "the message store takes no more at the moment"));
        }
        return write.outcome();
    }

    /** Whether what is offered gets written. */
    boolean works() {
        return works;
    }

    /** Takes no more, and returns when all that was taken is written. Blocks. */
    void finish() throws InterruptedException {
        closing.countDown();
        stopTaking();
        thread.join();
    }

    private void run() {
        try {
            List<PendingWrite<?>> group = queue.take();
            while (!group.isEmpty()) {
                write(group);
                group = queue.take();
            }
        } catch (Exception | Error e) {
            LOG.error("Writing messages failed; no more are taken until the process is restarted", e);
            refuseTheRest();
        }
    }

    private void write(List<PendingWrite<?>> group) throws Exception {
        Replies replies = new Replies();
        try (Group commit = new Group(database, raiseFloor(group))) {
            for (PendingWrite<?> write : group) {
                add(write, commit, replies);
            }
            if (isWritten(commit)) {
                floor.clear();
                groups.accept(group.size());
                replies.send();
            } else {
                works = false;
                fail(group, inDoubt());
                keepTrying(commit);
            }
        } catch (Exception | Error e) {
            stopTaking();
            fail(group, inDoubt());
            throw e;
        }
    }

    private static boolean isWritten(Group commit) {
        try {
            commit.write();
            return true;
        } catch (RocksDBException e) {
            LOG.error("Messages cannot be written, and no more are taken: {}", e.getMessage());
            return false;
        }
    }

    /** The callers were told that nobody knows; who asks again finds the ref. */
    private void keepTrying(Group commit) throws InterruptedException {
        boolean written = false;
        while (!written && !closing.await(PAUSE_MILLIS, TimeUnit.MILLISECONDS)) {
            written = isWritten(commit);
        }
        if (written) {
            floor.clear();
            works = true;
            LOG.info("Messages are written again");
        }
    }

    private static Failure inDoubt() {
        return Failure.of(FailureCode.TIMEOUT, "the disk failed while it was written");
    }

    /** @return the time by which deadlines are kept, read after the floor was published */
    private long raiseFloor(List<PendingWrite<?>> group) {
        long before = clockMillis.getAsLong();
        floor.publish(smallestThatMayBeWritten(group, before));
        return Math.max(before, clockMillis.getAsLong());
    }

    private static long smallestThatMayBeWritten(List<PendingWrite<?>> group, long nowMillis) {
        long smallest = Long.MAX_VALUE;
        for (PendingWrite<?> write : group) {
            smallest = Math.min(smallest, write.smallestId(nowMillis));
        }
        return smallest;
    }

    private static <T> void add(PendingWrite<T> write, Group group, Replies replies) throws RocksDBException {
        Addition<T> addition;
        try {
            addition = write.prepare(group);
        } catch (RocksDBException | RuntimeException e) {
            LOG.error("What a write depends on cannot be read", e);
            replies.add(write, Failure.of(FailureCode.UNAVAILABLE, "the message store cannot be read"));
            return;
        }
        replies.add(write, addition.add());
    }

    private void stopTaking() {
        works = false;
        queue.close();
    }

    private void refuseTheRest() {
        stopTaking();
        try {
            for (List<PendingWrite<?>> group = queue.take(); !group.isEmpty(); group = queue.take()) {
                fail(group, Failure.of(FailureCode.UNAVAILABLE, "the message store no longer writes"));
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private static void fail(List<PendingWrite<?>> group, Failure failure) {
        Replies replies = new Replies();
        group.forEach(write -> replies.add(write, failure));
        replies.send();
    }
}
