package dev.parley.metrics;

import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Timer;
import io.vertx.core.Future;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Supplier;
import java.util.stream.Stream;

/** Measures one method of one store. A series begins when its outcome is first seen. */
final class CallMeter {
    private static final Duration[] BOUNDS = Stream.of(1, 2, 5, 10, 25, 50, 100, 250, 500, 1_000, 2_500, 5_000)
            .map(Duration::ofMillis)
            .toArray(Duration[]::new);

    private final MeterRegistry registry;
    private final String store;
    private final String call;
    private final AtomicInteger inFlight = new AtomicInteger();
    private final Map<Outcome, Timer> timers = new ConcurrentHashMap<>();

    CallMeter(MeterRegistry registry, String store, String call) {
        this.registry = registry;
        this.store = store;
        this.call = call;
        Gauge.builder("parley.store.in.flight", inFlight, AtomicInteger::get)
                .description("Calls of a store that are not answered yet")
                .tags("store", store, "call", call)
                .strongReference(true)
                .register(registry);
    }

    /** What it measures, such as {@code messages.append}. */
    String name() {
        return call.contains(".") ? call : store + "." + call;
    }

    Future<?> measure(Supplier<Future<?>> method) {
        long began = System.nanoTime();
        inFlight.incrementAndGet();
        Future<?> answer;
        try {
            answer = method.get();
        } catch (RuntimeException thrown) {
            record(began, Outcome.ERROR);
            throw thrown;
        }
        return answer.onComplete((value, cause) -> record(began, Outcome.of(cause)));
    }

    private void record(long began, Outcome outcome) {
        inFlight.decrementAndGet();
        timers.computeIfAbsent(outcome, this::timer).record(System.nanoTime() - began, TimeUnit.NANOSECONDS);
    }

    private Timer timer(Outcome outcome) {
        return Timer.builder("parley.store")
                .description("Calls of a store, from the question to the answer")
                .tags("store", store, "call", call, "outcome", outcome.label())
                .serviceLevelObjectives(BOUNDS)
                .register(registry);
    }
}
