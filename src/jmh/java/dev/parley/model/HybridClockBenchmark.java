package dev.parley.model;

import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.Threads;

/** Ids from the clock that all threads of a node share. */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
public class HybridClockBenchmark {
    private static final NodeNumber NODE = new NodeNumber(7);

    private final HybridClock clock = new HybridClock(System::currentTimeMillis);

    @Benchmark
    public MessageId next() {
        return clock.next(NODE);
    }

    @Benchmark
    @Threads(2)
    public MessageId nextOfTwoThreads() {
        return clock.next(NODE);
    }
}
