package dev.parley.store.cassandra;

import static dev.parley.store.StoreUnderTest.await;

import dev.parley.model.Failure;
import dev.parley.model.FailureCode;
import dev.parley.model.Message;
import dev.parley.model.MessageId;
import dev.parley.store.AppendOutcome;
import dev.parley.store.AppendOutcome.Known;
import dev.parley.store.AppendOutcome.Stored;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BooleanSupplier;

/** Four clients that send one message after the other, each with new ids and the same ref until it is stored. */
final class Senders {
    private static final int COUNT = 4;
    private static final Duration PATIENCE = Duration.ofSeconds(40);

    private final OpenStore store;
    private final long horizonMillis;
    private final ExecutorService threads = Executors.newFixedThreadPool(COUNT);
    private final List<Future<?>> running = new ArrayList<>();
    private final Map<String, MessageId> stored = new ConcurrentHashMap<>();
    private final Map<FailureCode, AtomicInteger> failures = new ConcurrentHashMap<>();
    private final AtomicLong slowestMillis = new AtomicLong();
    private volatile boolean stopped;

    Senders(OpenStore store, long horizonMillis) {
        this.store = store;
        this.horizonMillis = horizonMillis;
        for (int i = 0; i < COUNT; i++) {
            String name = "sender " + i;
            running.add(threads.submit(() -> send(name)));
        }
    }

    /** What was answered as stored, by ref. */
    Map<String, MessageId> stored() {
        return stored;
    }

    int failures() {
        return failures.values().stream().mapToInt(AtomicInteger::get).sum();
    }

    long slowestMillis() {
        return slowestMillis.get();
    }

    /** Waits until that many more are stored. */
    void storeMore(int count) {
        int goal = stored.size() + count;
        until(() -> stored.size() >= goal);
    }

    /** Waits until each sender has had its failure, or some more. */
    void fail() {
        int goal = failures() + COUNT;
        until(() -> failures() >= goal);
    }

    /** Stops once what was begun is stored, and fails if a sender did. */
    void stop() throws Exception {
        stopped = true;
        for (Future<?> sender : running) {
            sender.get();
        }
        threads.shutdown();
    }

    @Override
    public String toString() {
        return stored.size() + " stored, failures " + failures + ", slowest call " + slowestMillis + " ms";
    }

    static void until(BooleanSupplier condition) {
        long end = System.nanoTime() + PATIENCE.toNanos();
        while (!condition.getAsBoolean()) {
            if (System.nanoTime() > end) {
                throw new IllegalStateException("it did not come to pass within " + PATIENCE);
            }
            LockSupport.parkNanos(Duration.ofMillis(5).toNanos());
        }
    }

    private void send(String name) {
        for (int i = 0; !stopped; i++) {
            String ref = name + " " + i;
            Optional<MessageId> id = Optional.empty();
            while (id.isEmpty()) {
                id = attempt(OpenStore.message(ref));
            }
            stored.put(ref, id.get());
        }
    }

    private Optional<MessageId> attempt(Message message) {
        long begun = System.nanoTime();
        try {
            return stored(message, await(store.append(message, deadline(message))));
        } catch (Failure failure) {
            failures.computeIfAbsent(failure.code(), first -> new AtomicInteger())
                    .incrementAndGet();
            LockSupport.parkNanos(Duration.ofMillis(20).toNanos());
            return Optional.empty();
        } finally {
            long millis = Duration.ofNanos(System.nanoTime() - begun).toMillis();
            slowestMillis.accumulateAndGet(millis, Math::max);
        }
    }

    private long deadline(Message message) {
        return MessageId.timeMillis(message.id().value()) + horizonMillis;
    }

    private static Optional<MessageId> stored(Message message, AppendOutcome outcome) {
        if (outcome instanceof Known known) {
            return Optional.of(known.id());
        }
        return outcome instanceof Stored ? Optional.of(message.id()) : Optional.empty();
    }
}
