package dev.parley.bench;

import java.util.List;
import java.util.function.Supplier;

/**
 * Looks at the processes of a server, and at this one.
 *
 * @param processes says which are the server's, on this machine; may be none
 * @param pauses of the server's garbage collector up to now
 */
record Probe(Supplier<List<Long>> processes, Supplier<List<GcLog.Pause>> pauses) {
    /** How things were at a time. */
    record Look(long nanos, Usage server, Usage own, int pauses) {}

    /** A server of which nothing is known but its processes. */
    static Probe of(List<Long> pids) {
        List<Long> all = List.copyOf(pids);
        return new Probe(() -> all, List::of);
    }

    static Probe of(ServerProcess process) {
        return new Probe(() -> List.of(process.pid()), process.gcLog()::pauses);
    }

    List<Long> pids() {
        return processes.get();
    }

    Look look() {
        return new Look(
                System.nanoTime(),
                Usage.of(pids()),
                Usage.of(List.of(ProcessHandle.current().pid())),
                pauses.get().size());
    }

    long residentBytes() {
        return Usage.of(pids()).residentBytes();
    }

    /** The pauses since then. */
    List<GcLog.Pause> pausesSince(Look then) {
        List<GcLog.Pause> all = pauses.get();
        return all.subList(Math.min(then.pauses(), all.size()), all.size());
    }
}
