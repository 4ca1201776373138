package dev.parley.node;

import dev.parley.bus.Bus;
import dev.parley.bus.NodeService.Deliver;
import dev.parley.bus.NodeService.News;
import dev.parley.bus.PushService;
import dev.parley.bus.PushService.Order;
import dev.parley.bus.PushService.Queue;
import dev.parley.model.Message;
import dev.parley.model.UserId;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Has pushes queued for users who were still listed on this node, but have gone: what is sent to them here nobody gets, and
 * nobody else knows.
 */
final class Missed {
    private static final Logger LOG = LoggerFactory.getLogger(Missed.class);

    private final Bus bus;
    private final SessionIndex index;
    private final TrafficMeter meter;

    Missed(Bus bus, SessionIndex index, TrafficMeter meter) {
        this.bus = bus;
        this.index = index;
        this.meter = meter;
    }

    void look(Deliver delivery) {
        if (delivery.news() instanceof News.Entry entry && entry.message().kind() == Message.Kind.TEXT) {
            Set<UserId> gone = delivery.users().stream()
                    .filter(user -> !index.contains(user))
                    .filter(user -> !user.equals(entry.message().from()))
                    .collect(Collectors.toSet());
            if (!gone.isEmpty()) {
                meter.missed(gone.size());
                tell(entry.message(), gone);
            }
        }
    }

    private void tell(Message message, Set<UserId> users) {
        Queue queue = new Queue(List.of(new Order(
                message.id(), message.conversation(), message.from(), users, PushService.ACKNOWLEDGED_WITHIN)));
        bus.request(PushService.QUEUE, queue)
                .recover(once -> bus.request(PushService.QUEUE, queue))
                .onFailure(cause -> LOG.atDebug()
                        .addKeyValue("messageId", message.id())
                        .log("No push of {}: {}", message.id(), cause.getMessage()));
    }
}
