package dev.parley.store.rocks;

import dev.parley.model.Failure;
import dev.parley.model.FailureCode;
import dev.parley.store.AppendOutcome;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.function.LongSupplier;
import org.rocksdb.RocksDBException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The one thread that writes. While it waits for the disk, appends gather in the queue and make up the next group.
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
    private final AppendQueue queue = new AppendQueue();
    private final CountDownLatch closing = new CountDownLatch(1);
    private volatile boolean works = true;
    private final Thread thread = new Thread(this::run, "parley-message-writer");

    Writer(Database database, LongSupplier clockMillis, WritingFloor floor) {
        this.database = database;
        this.clockMillis = clockMillis;
        this.floor = floor;
        thread.setDaemon(true);
    }

    void start() {
        thread.start();
    }

    /** @return false, and nothing else, when there is too much to do or no more is taken */
    boolean offer(PendingAppend append) {
        return works && queue.offer(append);
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
            List<PendingAppend> group = queue.take();
            while (!group.isEmpty()) {
                write(group);
                group = queue.take();
            }
        } catch (Exception | Error e) {
            LOG.error("Writing messages failed; no more are taken until the process is restarted", e);
            refuseTheRest();
        }
    }

    private void write(List<PendingAppend> group) throws Exception {
        Replies replies = new Replies();
        try (GroupCommit commit = new GroupCommit(database, raiseFloor(group))) {
            for (PendingAppend append : group) {
                add(append, commit, replies);
            }
            if (isWritten(commit)) {
                floor.clear();
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

    private static boolean isWritten(GroupCommit commit) {
        try {
            commit.write();
            return true;
        } catch (RocksDBException e) {
            LOG.error("Messages cannot be written, and no more are taken: {}", e.getMessage());
            return false;
        }
    }

    /** The callers were told that nobody knows; who asks again finds the ref. */
    private void keepTrying(GroupCommit commit) throws InterruptedException {
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
        return Failure.of(FailureCode.TIMEOUT, "the disk failed while the message was written");
    }

    /** @return the time by which deadlines are kept, read after the floor was published */
    private long raiseFloor(List<PendingAppend> group) {
        long before = clockMillis.getAsLong();
        floor.publish(smallestThatMayBeWritten(group, before));
        return Math.max(before, clockMillis.getAsLong());
    }

    private static long smallestThatMayBeWritten(List<PendingAppend> group, long nowMillis) {
        return group.stream()
                .filter(append -> !append.isTooLate(nowMillis))
                .mapToLong(append -> append.message().id().value())
                .min()
                .orElse(Long.MAX_VALUE);
    }

    private static void add(PendingAppend append, GroupCommit commit, Replies replies) throws RocksDBException {
        Optional<AppendOutcome> known;
        try {
            known = commit.known(append);
        } catch (RocksDBException | RuntimeException e) {
            LOG.error(
                    "The ref of message {} cannot be looked up",
                    append.message().id(),
                    e);
            replies.add(append, Failure.of(FailureCode.UNAVAILABLE, "the message store cannot be read"));
            return;
        }
        replies.add(append, known.isPresent() ? known.get() : commit.add(append));
    }

    private void stopTaking() {
        works = false;
        queue.close();
    }

    private void refuseTheRest() {
        stopTaking();
        try {
            for (List<PendingAppend> group = queue.take(); !group.isEmpty(); group = queue.take()) {
                fail(group, Failure.of(FailureCode.UNAVAILABLE, "the message store no longer writes"));
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private static void fail(List<PendingAppend> group, Failure failure) {
        Replies replies = new Replies();
        group.forEach(append -> replies.add(append, failure));
        replies.send();
    }
}
