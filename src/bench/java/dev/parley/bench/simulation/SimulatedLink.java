package dev.parley.bench.simulation;

import dev.parley.model.Failure;
import dev.parley.model.FailureCode;
import dev.parley.redis.Call;
import dev.parley.redis.RedisLink;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.redis.client.Response;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Supplier;

/** The way of one machine to the simulated Redis, a quarter of a millisecond long. */
final class SimulatedLink implements RedisLink {
    private static final long AWAY_NANOS = 250_000;

    private final Timeline timeline;
    private final Machine machine;
    private final Redis redis;

    SimulatedLink(Timeline timeline, Machine machine, Redis redis) {
        this.timeline = timeline;
        this.machine = machine;
        this.redis = redis;
    }

    @Override
    public <T> Future<T> within(Supplier<Future<T>> operation) {
        return operation.get();
    }

    @Override
    public Future<List<Response>> run(List<Call> calls) {
        Promise<List<Response>> promise = machine.promise();
        timeline.in(AWAY_NANOS, () -> answer(calls, promise));
        return promise.future();
    }

    private void answer(List<Call> calls, Promise<List<Response>> promise) {
        if (redis.isDown()) {
            machine.work(AWAY_NANOS, 0, () -> promise.fail(Failure.of(FailureCode.UNAVAILABLE, "Redis is down")));
            return;
        }
        List<Response> replies = new ArrayList<>();
        long last = 0;
        for (Call call : calls) {
            Redis.Done done = redis.run(call);
            replies.add(done.reply());
            last = Math.max(last, done.at());
        }
        long waited = last - timeline.nanos() + 2 * AWAY_NANOS;
        boolean late = waited > PATIENCE.toNanos();
        long back = late ? PATIENCE.toNanos() - AWAY_NANOS : waited - AWAY_NANOS;
        machine.work(back, 0, () -> {
            if (late) {
                promise.fail(Failure.of(FailureCode.UNAVAILABLE, "Redis did not answer in time"));
            } else {
                promise.complete(replies);
            }
        });
    }

    @Override
    public long nanos() {
        return timeline.nanos();
    }
}
