package dev.parley.notification;

import dev.parley.bus.Bus;
import dev.parley.bus.PushService;
import dev.parley.bus.PushService.Settle;
import dev.parley.bus.PushService.Settlement;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Tells the queue what came of parcels: many at once, one telling after the other, again and again while the queue does not
 * answer. What it does not get to hear is handed out again when its lease is over. Used on one context.
 */
final class Settling {
    private static final Logger LOG = LoggerFactory.getLogger(Settling.class);
    private static final long RETRY_MILLIS = 500;

    private final Vertx vertx;
    private final Bus bus;
    private final Runnable onSettled;
    private final Deque<Settlement> waiting = new ArrayDeque<>();
    private Future<?> telling = Future.succeededFuture();
    private int open;

    /** @param onSettled called when some more are settled */
    Settling(Vertx vertx, Bus bus, Runnable onSettled) {
        this.vertx = vertx;
        this.bus = bus;
        this.onSettled = onSettled;
    }

    void add(Settlement settlement) {
        waiting.add(settlement);
        open++;
        if (telling.isComplete()) {
            tell();
        }
    }

    /** How many the queue does not know of as yet. */
    int open() {
        return open;
    }

    /** @return a future completed when what waits was told, or that was tried */
    Future<?> finish() {
        return telling.transform(told -> waiting.isEmpty() ? Future.succeededFuture() : tell());
    }

    private Future<?> tell() {
        List<Settlement> batch = new ArrayList<>();
        while (!waiting.isEmpty() && batch.size() < PushService.MOST_ORDERS) {
            batch.add(waiting.remove());
        }
        telling = bus.request(PushService.SETTLE, new Settle(batch))
                .onSuccess(told -> settled(batch.size()))
                .onFailure(cause -> tellLater(batch, cause));
        return telling;
    }

    private void settled(int some) {
        open -= some;
        if (!waiting.isEmpty()) {
            tell();
        }
        onSettled.run();
    }

    private void tellLater(List<Settlement> batch, Throwable cause) {
        LOG.debug("{} pushes are settled later: {}", batch.size(), cause.getMessage());
        batch.forEach(waiting::addFirst);
        telling = vertx.timer(RETRY_MILLIS).onSuccess(due -> tell());
    }
}
