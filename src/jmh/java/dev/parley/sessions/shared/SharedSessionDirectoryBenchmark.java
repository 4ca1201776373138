package dev.parley.sessions.shared;

import dev.parley.model.DeviceId;
import dev.parley.model.NodeId;
import dev.parley.model.SessionId;
import dev.parley.model.UserId;
import dev.parley.sessions.ListedSession;
import dev.parley.sessions.SessionDirectory;
import io.vertx.core.CompositeFuture;
import io.vertx.core.Context;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.core.Vertx;
import java.time.Duration;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import java.util.function.IntFunction;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Level;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OperationsPerInvocation;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.TearDown;

/** The directory of one process with 10,000 users, asked on an event loop: one question after the other. */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
public class SharedSessionDirectoryBenchmark {
    private static final int USERS = 10_000;
    private static final int GROUP = 100;
    private static final int AT_ONCE = 1_000;
    private static final NodeId NODE = new NodeId("edge-1");

    private final Vertx vertx = Vertx.vertx();
    private final Context context = vertx.getOrCreateContext();
    private SessionDirectory directory;
    private int next;

    @Setup(Level.Trial)
    public void listAll() {
        directory = await(SharedSessionDirectory.open(vertx));
        await(directory.renew(NODE, Optional.empty(), Duration.ofDays(1)));
        await(inTurn(USERS, number -> directory.connect(session(number, 0))));
    }

    @TearDown(Level.Trial)
    public void close() {
        await(vertx.close());
    }

    /** The other member of a direct chat. */
    @Benchmark
    @OperationsPerInvocation(AT_ONCE)
    public Object locateOne() {
        return await(inTurn(AT_ONCE, number -> directory.locate(users(1))));
    }

    /** The members of a group of a hundred. */
    @Benchmark
    @OperationsPerInvocation(AT_ONCE)
    public Object locateHundred() {
        return await(inTurn(AT_ONCE, number -> directory.locate(users(GROUP))));
    }

    /** A device that comes back, and whose session before is taken off the list. */
    @Benchmark
    @OperationsPerInvocation(AT_ONCE)
    public Object comeBack() {
        return await(inTurn(AT_ONCE, number -> directory.connect(session(next % USERS, ++next))));
    }

    private Set<UserId> users(int count) {
        next = (next + count) % USERS;
        return IntStream.range(next, next + count)
                .mapToObj(number -> user(number % USERS))
                .collect(Collectors.toSet());
    }

    private static ListedSession session(int user, int time) {
        return new ListedSession(
                new SessionId(user + "." + time), user(user), Optional.of(new DeviceId(1L + user)), NODE, true);
    }

    private static UserId user(int number) {
        return new UserId(1_000_000_000_000_000L + number);
    }

    /** Each is answered before the next is asked: nothing here waits for anything. */
    private <T> Future<?> inTurn(int count, IntFunction<Future<T>> question) {
        Promise<CompositeFuture> all = Promise.promise();
        context.runOnContext(
                begin -> Future.all(IntStream.range(0, count).mapToObj(question).toList())
                        .onComplete(all));
        return all.future();
    }

    private static <T> T await(Future<T> future) {
        return future.toCompletionStage().toCompletableFuture().join();
    }
}
