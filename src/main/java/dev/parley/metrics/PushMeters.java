package dev.parley.metrics;

import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Timer;
import java.time.Duration;
import java.util.stream.Stream;

/** Counts pushes, by channel and what became of them. */
public final class PushMeters {
    private static final Duration[] BOUNDS = Stream.of(1, 3, 4, 5, 10, 12, 15, 30, 60, 300, 3_600)
            .map(Duration::ofSeconds)
            .toArray(Duration[]::new);

    private final MeterRegistry registry;

    PushMeters(MeterRegistry registry) {
        this.registry = registry;
    }

    /** @param age since the first of its messages was accepted */
    public void sent(String channel, Duration age) {
        count("sent", channel, "ok");
        Timer.builder("parley.push.age")
                .description("From the acceptance of a message to the provider of the push that tells of it")
                .tags("channel", channel)
                .serviceLevelObjectives(BOUNDS)
                .register(registry)
                .record(age.isNegative() ? Duration.ZERO : age);
    }

    /** @param outcome {@code failed} or {@code dropped} */
    public void count(String outcome, String channel, String reason) {
        registry.counter("parley.push", "channel", channel, "outcome", outcome, "reason", reason)
                .increment();
    }
}
