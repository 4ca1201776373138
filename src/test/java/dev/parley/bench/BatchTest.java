package dev.parley.bench;

import static org.assertj.core.api.Assertions.assertThat;

import io.vertx.core.Future;
import io.vertx.core.Promise;
import java.util.ArrayList;
import java.util.List;
import java.util.function.IntFunction;
import org.junit.jupiter.api.Test;

class BatchTest {
    private final List<Promise<Void>> begun = new ArrayList<>();

    private Future<Void> begin() {
        Promise<Void> promise = Promise.promise();
        begun.add(promise);
        return promise.future();
    }

    private static Batch batch(int count, IntFunction<Future<Void>> action) {
        return new Batch("any", count, action, new Progress(System.out));
    }

    @Test
    void someAreUnderWayAtATime() {
        Future<Void> all = batch(5, number -> begin()).run(2);
        assertThat(begun).hasSize(2);
        begun.get(1).complete();
        assertThat(begun).hasSize(3);
        for (int i = 0; i < 5; i++) {
            begun.get(i).tryComplete();
        }

        assertThat(begun).hasSize(5);
        assertThat(all.succeeded()).isTrue();
    }

    @Test
    void anyNumberMayBeDoneAtOnce() {
        List<Integer> numbers = new ArrayList<>();
        Future<Void> all = batch(100_000, number -> {
                    numbers.add(number);
                    return Future.succeededFuture();
                })
                .run(32);

        assertThat(all.succeeded()).isTrue();
        assertThat(numbers).hasSize(100_000).isSorted();
        assertThat(batch(0, number -> begin()).run(1).succeeded()).isTrue();
    }

    @Test
    void theFirstThatFailsEndsIt() {
        Future<Void> all = batch(5, number -> begin()).run(2);
        begun.get(0).fail("no");
        begun.get(1).complete();

        assertThat(all.failed()).isTrue();
        assertThat(begun).hasSize(2);
    }
}
