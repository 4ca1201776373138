package dev.parley.node;

import static org.assertj.core.api.Assertions.assertThat;

import dev.parley.model.Failure;
import dev.parley.model.FailureCode;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class AdmissionTest {
    private final List<Promise<Integer>> begun = new ArrayList<>();

    @Test
    void beginsSoMuchAtOnceAndTheRestInItsTurn() {
        Admission admission = new Admission(2, 10);
        List<Future<Integer>> all =
                IntStream.range(0, 5).mapToObj(i -> run(admission)).toList();
        assertThat(begun).hasSize(2);
        begun.get(1).complete(7);
        assertThat(all.get(1).result()).isEqualTo(7);
        assertThat(begun).hasSize(3);
        begun.get(0).fail("no");
        assertThat(all.get(0).failed()).isTrue();
        assertThat(begun).hasSize(4);
        begun.get(2).complete(0);
        begun.get(3).complete(0);
        begun.get(4).complete(9);
        assertThat(all.get(4).result()).isEqualTo(9);
    }

    @Test
    void refusesWhatCannotWaitAndSaysWhenToComeBack() {
        Admission admission = new Admission(1, 1);
        run(admission);
        Future<Integer> waits = run(admission);
        Failure refused = (Failure) run(admission).cause();
        assertThat(refused.code()).isEqualTo(FailureCode.UNAVAILABLE);
        assertThat(refused.retryAfter())
                .hasValueSatisfying(pause -> assertThat(pause).isBetween(Duration.ofSeconds(1), Duration.ofSeconds(3)));
        begun.get(0).complete(0);
        begun.get(1).complete(8);
        assertThat(waits.result()).isEqualTo(8);
        assertThat(run(admission).isComplete()).isFalse();
    }

    @Test
    void manyThatAreDoneAtOnceFillNoStack() {
        Admission admission = new Admission(1, 100_000);
        Future<Integer> first = run(admission);
        List<Future<Integer>> rest = IntStream.range(0, 100_000)
                .mapToObj(i -> admission.run(() -> Future.succeededFuture(i)))
                .toList();
        begun.get(0).complete(0);
        assertThat(first.succeeded()).isTrue();
        assertThat(rest).allMatch(Future::succeeded);
    }

    @Test
    void weighsWhatEnters() {
        Admission admission = new Admission(10, 0);
        assertThat(admission.tryEnter(7)).isTrue();
        assertThat(admission.tryEnter(4)).isFalse();
        assertThat(admission.tryEnter(3)).isTrue();
        admission.leave(7);
        assertThat(admission.tryEnter(7)).isTrue();
    }

    private Future<Integer> run(Admission admission) {
        return admission.run(() -> {
            Promise<Integer> task = Promise.promise();
            begun.add(task);
            return task.future();
        });
    }
}
