package dev.parley.bench;

import io.vertx.core.Future;
import io.vertx.core.Promise;
import java.util.function.IntFunction;

/** One thing for each of many numbers, some at a time; the first that fails ends it. For one thread. */
final class Batch {
    private final String what;
    private final int count;
    private final IntFunction<Future<Void>> action;
    private final Progress progress;
    private final Promise<Void> done = Promise.promise();
    private int next;
    private int finished;
    private boolean beginning;

    Batch(String what, int count, IntFunction<Future<Void>> action, Progress progress) {
        this.what = what;
        this.count = count;
        this.action = action;
        this.progress = progress;
    }

    /** @return a future completed when all is done */
    Future<Void> run(int atOnce) {
        if (count == 0) {
            return Future.succeededFuture();
        }
        begin(atOnce);
        return done.future();
    }

    /** What is done at once has its place taken by the loop, not by a call within the call. */
    private void begin(int atOnce) {
        if (beginning) {
            return;
        }
        beginning = true;
        while (next < count && next - finished < atOnce && !done.future().isComplete()) {
            action.apply(next++).onSuccess(well -> finished(atOnce)).onFailure(done::tryFail);
        }
        beginning = false;
    }

    private void finished(int atOnce) {
        finished++;
        progress.say(what, finished, count);
        if (finished == count) {
            done.tryComplete();
        } else {
            begin(atOnce);
        }
    }
}
