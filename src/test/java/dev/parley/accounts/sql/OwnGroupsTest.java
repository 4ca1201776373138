package dev.parley.accounts.sql;

import static org.assertj.core.api.Assertions.assertThat;

import dev.parley.accounts.GroupChange;
import dev.parley.accounts.GroupStore;
import dev.parley.model.GroupId;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import java.lang.reflect.Method;
import java.lang.reflect.Proxy;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class OwnGroupsTest {
    private static final GroupId GROUP = new GroupId(7);

    private final List<Promise<Optional<Long>>> lookUps = new ArrayList<>();
    private final Promise<GroupChange> changing = Promise.promise();
    private final OwnGroups groups = new OwnGroups(slow());

    private GroupStore slow() {
        return (GroupStore) Proxy.newProxyInstance(
                GroupStore.class.getClassLoader(),
                new Class<?>[] {GroupStore.class},
                (proxy, method, arguments) -> answer(method));
    }

    private Future<?> answer(Method method) {
        if (method.getName().equals("change")) {
            return changing.future();
        }
        lookUps.add(Promise.promise());
        return lookUps.get(lookUps.size() - 1).future();
    }

    private Future<Optional<Long>> ask() {
        return groups.lastChange(GROUP);
    }

    private void answer(int lookUp, long lastChange) {
        lookUps.get(lookUp).complete(Optional.of(lastChange));
    }

    @Test
    void whatWasReadIsNotReadAgainAtOnce() {
        Future<Optional<Long>> first = ask();
        answer(0, 5);
        assertThat(first.result()).contains(5L);
        assertThat(ask().result()).contains(5L);
        assertThat(lookUps).hasSize(1);
    }

    @Test
    void whatIsReadDuringAChangeIsNotBelievedAfterIt() {
        ask();
        answer(0, 5);
        groups.change(GROUP, before -> null);
        Future<Optional<Long>> meanwhile = ask();
        answer(1, 5);
        assertThat(meanwhile.result()).contains(5L);
        changing.complete();
        ask();
        assertThat(lookUps).hasSize(3);
    }

    @Test
    void whatWasAskedForBeforeAChangeIsNotBelievedAfterIt() {
        ask();
        groups.change(GROUP, before -> null);
        changing.complete();
        answer(0, 5);
        ask();
        assertThat(lookUps).hasSize(2);
    }

    @Test
    void afterAChangeWhatIsReadIsRememberedAgain() {
        groups.change(GROUP, before -> null);
        changing.complete();
        ask();
        answer(0, 6);
        assertThat(ask().result()).contains(6L);
        assertThat(lookUps).hasSize(1);
    }
}
