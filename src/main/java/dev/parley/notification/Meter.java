package dev.parley.notification;

import dev.parley.bus.PushService.Channel;
import java.time.Duration;

/** Counts what became of pushes. Called from any thread. */
public interface Meter {
    /** @param age since the first of its messages was accepted */
    void sent(Channel channel, Duration age);

    /** A try that failed: it is made again, or was the last. */
    void failed(Channel channel, String reason);

    /** What will not be sent. */
    void dropped(Channel channel, String reason);
}
