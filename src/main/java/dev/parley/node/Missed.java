package dev.parley.node;

import dev.parley.bus.Bus;
import dev.parley.bus.NodeService.Deliver;
import dev.parley.bus.NodeService.News;
import dev.parley.bus.PushService;
import dev.parley.bus.PushService.Order;
import dev.parley.bus.PushService.Queue;
import dev.parley.model.UserId;
import java.util.List;
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
        if (delivery.news() instanceof News.Entry entry) {
            List<UserId> gone = delivery.users().stream()
                    .filter(user -> !index.contains(user))
                    .toList();
            Order.of(entry.message(), gone, PushService.ACKNOWLEDGED_WITHIN).ifPresent(this::tell);
        }
    }

    private void tell(Order order) {
        meter.missed(order.users().size());
        Queue queue = new Queue(List.of(order));
        bus.request(PushService.QUEUE, queue)
                .recover(once -> bus.request(PushService.QUEUE, queue))
                .onFailure(cause -> LOG.atDebug()
                        .addKeyValue("messageId", order.message())
                        .log("No push of {}: {}", order.message(), cause.getMessage()));
    }
}
