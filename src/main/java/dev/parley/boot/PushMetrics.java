package dev.parley.boot;

import dev.parley.bus.PushService.Channel;
import dev.parley.metrics.PushMeters;
import dev.parley.notification.Meter;
import java.time.Duration;
import java.util.Locale;

/** What becomes of pushes, measured. */
record PushMetrics(PushMeters meters) implements Meter {
    @Override
    public void sent(Channel channel, Duration age) {
        meters.sent(label(channel), age);
    }

    @Override
    public void failed(Channel channel, String reason) {
        meters.count("failed", label(channel), reason);
    }

    @Override
    public void dropped(Channel channel, String reason) {
        meters.count("dropped", label(channel), reason);
    }

    private static String label(Channel channel) {
        return channel.name().toLowerCase(Locale.ROOT);
    }
}
