package dev.parley.boot;

import io.vertx.core.eventbus.DeliveryContext;
import io.vertx.core.eventbus.EventBus;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ThreadLocalRandom;

/** Loses replies on their way out of this process, after whoever was asked did what it was asked for. */
final class LostReplies {
    /** By the address of its reply, at what address was asked. */
    private final Map<String, String> asked = new ConcurrentHashMap<>();

    private volatile double share;
    private volatile String prefix = "";

    LostReplies(EventBus events) {
        events.addInboundInterceptor(this::question);
        events.addOutboundInterceptor(this::reply);
    }

    void lose(double share, String prefix) {
        asked.clear();
        this.prefix = prefix;
        this.share = share;
    }

    private void question(DeliveryContext<Object> delivery) {
        String reply = delivery.message().replyAddress();
        if (share > 0 && reply != null && delivery.message().address().startsWith(prefix)) {
            asked.put(reply, delivery.message().address());
        }
        delivery.next();
    }

    private void reply(DeliveryContext<Object> delivery) {
        boolean meant = asked.remove(delivery.message().address()) != null;
        if (!meant || ThreadLocalRandom.current().nextDouble() >= share) {
            delivery.next();
        }
    }
}
