package dev.parley.api;

import static org.assertj.core.api.Assertions.assertThat;

import io.vertx.core.Future;
import io.vertx.core.Promise;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class PasswordTurnsTest {
    private final PasswordTurns turns = new PasswordTurns(true);
    private final List<Promise<String>> begun = new ArrayList<>();

    @Test
    void aFewOfOneNetworkAreUnderWayAndTheOthersWait() {
        List<Future<String>> all = logIn("203.0.113.1", 6);
        assertThat(begun).hasSize(4);
        begun.get(0).complete("in");
        begun.get(1).fail("wrong");
        assertThat(begun).hasSize(6);
        begun.forEach(one -> one.tryComplete("in"));
        assertThat(all).allMatch(Future::isComplete);
    }

    @Test
    void nobodyElsewhereWaitsForThem() {
        logIn("203.0.113.1", 100);
        assertThat(logIn("203.0.113.2", 1)).noneMatch(Future::isComplete);
        assertThat(begun).hasSize(5);
    }

    @Test
    void whoeverComesWhenTooManyWaitIsToldToComeBack() {
        logIn("203.0.113.1", 204);
        assertThat(logIn("203.0.113.1", 1)).allMatch(Future::failed);
    }

    @Test
    void nobodyWaitsWhereThereAreNoLimits() {
        PasswordTurns unlimited = new PasswordTurns(false);
        for (int i = 0; i < 10; i++) {
            unlimited.run("203.0.113.1", this::hash);
        }
        assertThat(begun).hasSize(10);
    }

    private List<Future<String>> logIn(String network, int times) {
        List<Future<String>> all = new ArrayList<>();
        for (int i = 0; i < times; i++) {
            all.add(turns.run(network, this::hash));
        }
        return all;
    }

    private Future<String> hash() {
        Promise<String> hashed = Promise.promise();
        begun.add(hashed);
        return hashed.future();
    }
}
