package dev.parley.edge;

import dev.parley.node.TrafficMeter;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.State;

/** What the outbox adds to a write: frames of 350 bytes to a socket where so many others wait to leave. */
@State(Scope.Thread)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
public class OutboxBenchmark {
    private static final EncodedText FRAME = new EncodedText(".".repeat(350));

    @Param({"0", "100"})
    private int waiting;

    private final Socket socket = new Socket();
    private final Outbox outbox = new Outbox(socket, new Dialect.Frames(null), TrafficMeter.NONE, () -> {
        throw new IllegalStateException("nothing leaves");
    });

    /** Lets the oldest frame leave when there is more than may wait. */
    private final class Socket extends WrittenTo {
        private final Deque<Promise<Void>> queue = new ArrayDeque<>();

        @Override
        public Future<Void> write(EncodedText text) {
            Promise<Void> left = Promise.promise();
            queue.add(left);
            if (queue.size() > waiting) {
                queue.remove().complete();
            }
            return left.future();
        }
    }

    @Benchmark
    public boolean write() {
        outbox.write(FRAME);
        return outbox.isCrowded();
    }

    /** The same without an outbox: to be taken off. */
    @Benchmark
    public Future<Void> writeToTheSocket() {
        return socket.write(FRAME);
    }
}
