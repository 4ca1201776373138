package dev.parley.bench;

import io.netty.channel.EventLoop;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.core.Vertx;
import java.io.EOFException;
import java.io.UncheckedIOException;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.concurrent.TimeUnit;

/** One run of a load at one rate: a warm-up, then what is measured, then waiting for what is under way. On the event loop. */
final class Run {
    /** From when the last operation was due until all was over. */
    static final String OVER_AFTER = "over after, ms";
    /** The most memory that the server had. */
    static final String RESIDENT = "resident at most, MB";
    /** The same in the first half of the time. */
    static final String RESIDENT_EARLY = "resident at most, first half, MB";
    /** What was left of the heap's content after a collection, at most. */
    static final String HEAP = "heap after collection at most, MB";

    private static final long LEAD_NANOS = TimeUnit.MILLISECONDS.toNanos(200);
    private static final long LOOK_MILLIS = 20;
    private static final long PROGRESS_MILLIS = 500;
    private static final int MEGABYTE = 1 << 20;

    private final Vertx vertx;
    private final Probe probe;
    private final Progress progress;
    private final String name;
    private final Tally tally = Tally.start();
    private final Load load;
    private final Schedule schedule;
    private final long measuredFrom;
    private Optional<Pacer> pacer = Optional.empty();
    private Optional<Probe.Look> before = Optional.empty();
    private long begunBefore;
    private long receivedBefore;
    private long begun;
    private long resident;
    private long residentEarly;

    /**
     * @param warmUp during which operations are due that are not measured
     * @param count how many operations are due in all, the warm-up's included
     */
    Run(
            Vertx vertx,
            Probe probe,
            Progress progress,
            String name,
            Scenario scenario,
            double rate,
            Duration warmUp,
            long count) {
        this.vertx = vertx;
        this.probe = probe;
        this.progress = progress;
        this.name = name;
        this.load = scenario.load(tally);
        this.schedule = new Schedule(System.nanoTime() + LEAD_NANOS, rate, count);
        this.measuredFrom = schedule.startNanos() + warmUp.toNanos();
    }

    /** @return a future completed when it is over, and nothing that it began is under way or will come to an end */
    Future<Figures> run(EventLoop loop) {
        tally.latencies().record(measuredFrom);
        long telling = vertx.setPeriodic(PROGRESS_MILLIS, tick -> look());
        Pacer started = Pacer.start(loop, schedule, this::begin);
        pacer = Optional.of(started);
        return started.done()
                .compose(all -> drain(System.nanoTime() + load.patience().toNanos()))
                .map(over -> figures())
                .onComplete(over -> vertx.cancelTimer(telling));
    }

    /** Begins nothing more. */
    void stop() {
        pacer.ifPresent(Pacer::stop);
    }

    private void look() {
        progress.say(this::told);
        resident = Math.max(resident, probe.residentBytes());
        if (begun < schedule.count() / 2) {
            residentEarly = resident;
        }
    }

    private void begin(long number, long dueNanos) {
        if (before.isEmpty() && dueNanos - measuredFrom >= 0) {
            before = Optional.of(probe.look());
            begunBefore = begun;
            receivedBefore = received();
        }
        unlessForsaken();
        begun++;
        load.begin(number, dueNanos);
    }

    private void unlessForsaken() {
        if (load.isForsaken()) {
            throw new UncheckedIOException("the server closed all connections", new EOFException());
        }
    }

    private Future<Void> drain(long deadline) {
        if (load.isOver() || System.nanoTime() - deadline > 0) {
            return Future.succeededFuture();
        }
        unlessForsaken();
        Promise<Long> later = Promise.promise();
        vertx.setTimer(LOOK_MILLIS, later::complete);
        return later.future().compose(due -> drain(deadline));
    }

    private Figures figures() {
        Probe.Look first = before.orElseThrow();
        Probe.Look last = probe.look();
        load.close();
        List<GcLog.Pause> pauses = probe.pausesSince(first);
        Counts counts = tally.counts();
        counts.add(OVER_AFTER, TimeUnit.NANOSECONDS.toMillis(last.nanos() - schedule.dueNanos(begun)));
        counts.add(RESIDENT, resident / MEGABYTE);
        counts.add(RESIDENT_EARLY, residentEarly / MEGABYTE);
        counts.add(
                HEAP,
                pauses.stream().mapToLong(GcLog.Pause::heapMegabytes).max().orElse(0));
        Cost cost = new Cost(
                begun - begunBefore,
                received() - receivedBefore,
                last.server().cpuNanos() - first.server().cpuNanos(),
                last.own().cpuNanos() - first.own().cpuNanos(),
                last.server().residentBytes(),
                first.server().residentBytes(),
                0,
                pauses.stream().map(GcLog.Pause::millis).toList());
        return new Figures(
                name,
                schedule.perSecond(),
                (last.nanos() - first.nanos()) / 1e9,
                tally.counts().all(),
                cost,
                tally.latencies().all());
    }

    private long received() {
        return tally.counts().of("received");
    }

    private String told() {
        return String.format(
                Locale.ROOT,
                "%s, %,.0f/s: %,d of %,d, %s",
                name,
                schedule.perSecond(),
                begun,
                schedule.count(),
                tally.counts().all());
    }
}
