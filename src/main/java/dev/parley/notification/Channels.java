package dev.parley.notification;

import dev.parley.bus.PushService;
import io.vertx.core.Future;
import java.util.Map;
import java.util.Optional;

/**
 * The channels that this server is set up for.
 *
 * @param webPushKey what browsers subscribe with
 */
public record Channels(Map<PushService.Channel, Channel> byKind, Optional<String> webPushKey) {
    public Channels {
        byKind = Map.copyOf(byKind);
    }

    /** @return a future completed when all are closed */
    Future<?> close() {
        return Future.join(byKind.values().stream().map(Channel::close).toList());
    }
}
