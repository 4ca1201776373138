package dev.parley.bench;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.function.Supplier;

/**
 * Looks at the processes of a server, and at this one.
 *
 * @param processes says which are the server's, on this machine; may be none
 * @param gcLogs of the server's processes
 * @param ends of the server's processes, each completed exceptionally when one ends that should not
 */
record Probe(Supplier<List<Long>> processes, List<GcLog> gcLogs, List<CompletableFuture<Void>> ends) {
    /** How things were at a time; of each process how many pauses it had made. */
    record Look(long nanos, Usage server, Usage own, List<Integer> pauses) {}

    /** A server of which nothing is known but its processes. */
    static Probe of(List<Long> pids) {
        List<Long> all = List.copyOf(pids);
        return new Probe(() -> all, List.of(), all.stream().map(Probe::end).toList());
    }

    private static CompletableFuture<Void> end(long pid) {
        return ProcessHandle.of(pid)
                .map(ProcessHandle::onExit)
                .orElseGet(() -> CompletableFuture.completedFuture(null))
                .thenCompose(gone ->
                        CompletableFuture.failedFuture(new IOException("process " + pid + " of the server is gone")));
    }

    /** A server of own processes. */
    static Probe ofOwn(List<ServerProcess> all) {
        return new Probe(
                () -> all.stream().map(ServerProcess::pid).toList(),
                all.stream().map(ServerProcess::gcLog).toList(),
                all.stream().map(ServerProcess::end).toList());
    }

    /** Has something fail when a process of the server ends that should not. */
    void failAtEnd(CompletableFuture<?> work) {
        for (CompletableFuture<Void> end : ends) {
            var unused = end.whenComplete((never, cause) -> work.completeExceptionally(cause));
        }
    }

    List<Long> pids() {
        return processes.get();
    }

    Look look() {
        return new Look(
                System.nanoTime(),
                Usage.of(pids()),
                Usage.of(List.of(ProcessHandle.current().pid())),
                gcLogs.stream().map(log -> log.pauses().size()).toList());
    }

    long residentBytes() {
        return Usage.of(pids()).residentBytes();
    }

    /** The pauses since then. */
    List<GcLog.Pause> pausesSince(Look then) {
        List<GcLog.Pause> since = new ArrayList<>();
        for (int i = 0; i < gcLogs.size(); i++) {
            List<GcLog.Pause> all = gcLogs.get(i).pauses();
            since.addAll(all.subList(Math.min(then.pauses().get(i), all.size()), all.size()));
        }
        return since;
    }
}
