package dev.parley.store.cassandra;

import static org.assertj.core.api.Assertions.assertThat;

import dev.parley.model.Failure;
import dev.parley.model.FailureCode;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/** How many pass at once, how many wait, and who is refused. */
class GateTest {
    private final Gate gate = new Gate(2, 3);
    private final List<Promise<String>> inside = new ArrayList<>();

    @Test
    void letsSoManyInAndHasTheOthersWaitInTheirOrder() {
        Future<String> first = visit();
        visit();
        Future<String> third = visit();
        visit();
        assertThat(inside).hasSize(2);

        inside.get(0).complete("first");
        assertThat(first.result()).isEqualTo("first");
        assertThat(inside).hasSize(3);
        inside.get(2).complete("third");

        assertThat(third.result()).isEqualTo("third");
        assertThat(inside).hasSize(4);
    }

    @Test
    void refusesAtOnceWhoFindsNoRoomAndTakesMoreOnceThereIs() {
        for (int i = 0; i < 5; i++) {
            assertThat(visit().isComplete()).isFalse();
        }

        assertThat(visit().cause()).isInstanceOfSatisfying(Failure.class, failure -> assertThat(failure.code())
                .isEqualTo(FailureCode.UNAVAILABLE));

        inside.get(0).complete("done");
        assertThat(visit().isComplete()).isFalse();
    }

    @Test
    void aVisitThatFailsOrThrowsLeavesTheGateToOthers() {
        gate.pass(() -> Future.failedFuture("it failed"));
        gate.pass(() -> {
            throw new IllegalStateException("it threw");
        });
        visit();
        visit();

        assertThat(inside).hasSize(2);
    }

    @Test
    void closesWhenThoseWhoCameBeforeHaveLeft() {
        for (int i = 0; i < 3; i++) {
            visit();
        }

        Future<Void> closed = gate.close();

        assertThat(visit().failed()).isTrue();
        for (int i = 0; i < 3; i++) {
            assertThat(closed.isComplete()).isFalse();
            inside.get(i).complete("done");
        }
        assertThat(closed.succeeded()).isTrue();
        assertThat(gate.isClosed()).isTrue();
    }

    @Test
    void closesAtOnceWhenNobodyIsInside() {
        assertThat(gate.close().succeeded()).isTrue();
    }

    private Future<String> visit() {
        return gate.pass(() -> {
            Promise<String> stay = Promise.promise();
            inside.add(stay);
            return stay.future();
        });
    }
}
