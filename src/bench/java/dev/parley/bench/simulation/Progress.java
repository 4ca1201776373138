package dev.parley.bench.simulation;

/** Is told how far a simulation is. */
@FunctionalInterface
interface Progress {
    void say(String what, long done, long count);
}
