package dev.parley.metrics;

import dev.parley.bus.PushService.Channel;
import dev.parley.notification.Meter;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Timer;
import java.time.Duration;
import java.util.Locale;
import java.util.stream.Stream;

/** Counts pushes, by channel and what became of them. */
record PushMeters(MeterRegistry registry) implements Meter {
    private static final Duration[] BOUNDS = Stream.of(1, 3, 4, 5, 10, 12, 15, 30, 60, 300, 3_600)
            .map(Duration::ofSeconds)
            .toArray(Duration[]::new);

    @Override
    public void sent(Channel channel, Duration age) {
        count("sent", channel, "ok");
        Timer.builder("parley.push.age")
                .description("From the acceptance of a message to the provider of the push that tells of it")
                .tags("channel", label(channel))
                .serviceLevelObjectives(BOUNDS)
                .register(registry)
                .record(age.isNegative() ? Duration.ZERO : age);
    }

    @Override
    public void failed(Channel channel, String reason) {
        count("failed", channel, reason);
    }

    @Override
    public void dropped(Channel channel, String reason) {
        count("dropped", channel, reason);
    }

    private void count(String outcome, Channel channel, String reason) {
        registry.counter("parley.push", "channel", label(channel), "outcome", outcome, "reason", reason)
                .increment();
    }

    private static String label(Channel channel) {
        return channel.name().toLowerCase(Locale.ROOT);
    }
}
