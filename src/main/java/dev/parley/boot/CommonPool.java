package dev.parley.boot;

import java.util.Properties;

/**
 * The threads that Java's futures are completed on. On two processors it has one by itself, and then futures take it for no pool
 * at all: Hazelcast starts a thread for each answer.
 */
final class CommonPool {
    static final String SIZE = "java.util.concurrent.ForkJoinPool.common.parallelism";

    private static final int ENOUGH = 2;

    private CommonPool() {}

    /** Gives it a second thread where it would have one, and nobody said how many; before it is first used. */
    static void widen(int processors, Properties system) {
        if (processors <= ENOUGH) {
            system.putIfAbsent(SIZE, String.valueOf(ENOUGH));
        }
    }
}
