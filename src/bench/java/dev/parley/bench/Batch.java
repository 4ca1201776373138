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
        for (int i = 0; i < Math.min(atOnce, count); i++) {
            begin();
        }
        return done.future();
    }

    private void begin() {
        int number = next++;
        action.apply(number).onSuccess(well -> finished()).onFailure(done::tryFail);
    }

    private void finished() {
        finished++;
        progress.say(what, finished, count);
        if (finished == count) {
            done.tryComplete();
        } else if (next < count && !done.future().isComplete()) {
            begin();
        }
    }
}
