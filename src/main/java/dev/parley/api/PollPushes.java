package dev.parley.api;

import dev.parley.bus.Bus;
import dev.parley.bus.PushService;
import dev.parley.bus.PushService.Order;
import dev.parley.bus.PushService.Queue;
import dev.parley.model.Message;
import dev.parley.model.UserId;
import java.util.List;
import java.util.Set;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Has pushes queued for what long polls bring, for a poll acknowledges nothing: its user is told as well, unless a device
 * acknowledges or the user reads in time.
 */
final class PollPushes {
    private static final Logger LOG = LoggerFactory.getLogger(PollPushes.class);

    private final Bus bus;

    PollPushes(Bus bus) {
        this.bus = bus;
    }

    void handed(UserId user, Message message) {
        Order.of(message, Set.of(user), PushService.ACKNOWLEDGED_WITHIN).ifPresent(this::queue);
    }

    private void queue(Order order) {
        bus.request(PushService.QUEUE, new Queue(List.of(order)))
                .onFailure(cause -> LOG.debug("No push of {}: {}", order.message(), cause.getMessage()));
    }
}
