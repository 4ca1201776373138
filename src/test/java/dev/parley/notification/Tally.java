package dev.parley.notification;

import dev.parley.bus.PushService.Channel;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/** What became of pushes, counted by what a metric would say. */
final class Tally implements Meter {
    private final Map<String, Integer> counts = new ConcurrentHashMap<>();

    @Override
    public void sent(Channel channel, Duration age) {
        count("sent");
    }

    @Override
    public void failed(Channel channel, String reason) {
        count("failed " + reason);
    }

    @Override
    public void dropped(Channel channel, String reason) {
        count("dropped " + reason);
    }

    private void count(String what) {
        counts.merge(what, 1, Integer::sum);
    }

    @Override
    public String toString() {
        return counts.toString();
    }

    int of(String what) {
        return counts.getOrDefault(what, 0);
    }
}
