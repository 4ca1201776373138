package dev.parley.api;

import dev.parley.node.Admission;
import io.vertx.core.Future;
import java.util.HashMap;
import java.util.Map;
import java.util.function.Supplier;

/**
 * Lets those of one network who log in or sign up through a few at a time, right or wrong, for each has a password hashed: the
 * others wait for their turn, and nobody elsewhere waits for them. For one event loop.
 */
final class PasswordTurns {
    private static final int AT_ONCE = 4;
    private static final int MOST_WAITING = 200;

    private final boolean kept;
    private final Map<String, Admission> byNetwork = new HashMap<>();

    /** @param kept whether anybody has to wait at all */
    PasswordTurns(boolean kept) {
        this.kept = kept;
    }

    /** @return a future completed as that of the task, or failed when too many of the network wait */
    <T> Future<T> run(String network, Supplier<Future<T>> task) {
        if (!kept) {
            return task.get();
        }
        Admission turns = byNetwork.computeIfAbsent(network, first -> new Admission(AT_ONCE, MOST_WAITING));
        return turns.run(task).onComplete(done -> {
            if (turns.isIdle()) {
                byNetwork.remove(network, turns);
            }
        });
    }
}
