package dev.parley.bench.accounts;

import dev.parley.bench.accounts.ServerTime.Used;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.core.Vertx;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.LongAdder;
import java.util.function.Function;

/** Callers that ask again as soon as they are answered. */
final class Load {
    private static final Duration LONGEST = Duration.ofMinutes(10);

    private final Vertx vertx;
    private final ServerTime time;
    private final Duration warmUp;
    private final Duration measured;

    Load(Vertx vertx, ServerTime time, Duration warmUp, Duration measured) {
        this.vertx = vertx;
        this.time = time;
        this.warmUp = warmUp;
        this.measured = measured;
    }

    /** @param done how many questions, or pushes */
    record Result(long done, Duration took, Used used) {
        double perSecond() {
            return done / (took.toNanos() / 1e9);
        }

        /** Of each that was done. */
        double micros(Duration ofAll) {
            return ofAll.toNanos() / 1e3 / done;
        }
    }

    /** How far it is at one moment. */
    private record Mark(long nanos, long done, Used used) {
        Result until(Mark end) {
            return new Result(end.done - done, Duration.ofNanos(end.nanos - nanos), end.used.since(used));
        }
    }

    /** Has {@code callers} ask for the time that is measured, after a warm-up. Blocks. */
    Result inTime(int callers, Function<Random, Future<Integer>> step) throws InterruptedException {
        LongAdder done = new LongAdder();
        Future<?> over =
                begin(callers, step, System.nanoTime() + warmUp.plus(measured).toNanos(), done);
        TimeUnit.NANOSECONDS.sleep(warmUp.toNanos());
        Mark start = mark(done);
        over.toCompletionStage().toCompletableFuture().join();
        return start.until(mark(done));
    }

    /** Has one caller ask until there is nothing more to do. Blocks. */
    Result toTheEnd(Function<Random, Future<Integer>> step) {
        LongAdder done = new LongAdder();
        Mark start = mark(done);
        begin(1, step, System.nanoTime() + LONGEST.toNanos(), done)
                .toCompletionStage()
                .toCompletableFuture()
                .join();
        return start.until(mark(done));
    }

    /** @param step gives how much it did; nothing when there is no more */
    private Future<?> begin(int callers, Function<Random, Future<Integer>> step, long endNanos, LongAdder done) {
        List<Future<Void>> running = new ArrayList<>();
        for (int i = 0; i < callers; i++) {
            Random dice = new Random(i);
            Promise<Void> over = Promise.promise();
            vertx.runOnContext(begin -> again(step, dice, endNanos, done, over));
            running.add(over.future());
        }
        return Future.join(running);
    }

    private Mark mark(LongAdder done) {
        return new Mark(System.nanoTime(), done.sum(), time.used());
    }

    private static void again(
            Function<Random, Future<Integer>> step, Random dice, long endNanos, LongAdder done, Promise<Void> over) {
        if (System.nanoTime() - endNanos > 0) {
            over.complete();
            return;
        }
        step.apply(dice).onFailure(over::fail).onSuccess(some -> {
            done.add(some);
            if (some == 0) {
                over.complete();
            } else {
                again(step, dice, endNanos, done, over);
            }
        });
    }
}
