package dev.parley.router;

import dev.parley.bus.Bus;
import dev.parley.bus.PushService;
import dev.parley.bus.PushService.Order;
import dev.parley.bus.PushService.Queue;
import dev.parley.model.Message;
import dev.parley.model.UserId;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Deque;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.function.LongSupplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Has pushes queued for members that a message does not reach. Its sender waits for that to be durable, but not for long, and
 * after waiting in vain not at all for a while. What could not be queued is tried again every second, as long as there is
 * room for it. Safe for use by any thread.
 */
final class Pushes {
    static final long PATIENCE_MILLIS = 1_000;
    static final Duration HASTE = Duration.ofSeconds(5);
    private static final long RETRY_MILLIS = 1_000;
    private static final int MOST_WAITING = 20_000;

    private static final Logger LOG = LoggerFactory.getLogger(Pushes.class);

    private final Vertx vertx;
    private final Bus bus;
    private final LongSupplier nanos;
    /** Guarded by this, as is {@link #retrying}. */
    private final Deque<Order> waiting = new ArrayDeque<>();

    private boolean retrying;
    private volatile long hastyUntil;

    /** @param nanos a clock that never steps */
    Pushes(Vertx vertx, Bus bus, LongSupplier nanos) {
        this.vertx = vertx;
        this.bus = bus;
        this.nanos = nanos;
        this.hastyUntil = nanos.getAsLong();
    }

    /**
     * @param after how long after it was sent they are told, unless they have it by then
     * @return a future completed when it is queued, or when that is not to be waited for; it does not fail
     */
    Future<Void> tell(Message message, Collection<UserId> users, Duration after) {
        return Order.of(message, users, after).map(this::queue).orElseGet(Future::succeededFuture);
    }

    private Future<Void> queue(Order order) {
        Future<?> queued = bus.request(PushService.QUEUE, new Queue(List.of(order)))
                .onFailure(cause -> keep(List.of(order), cause));
        return nanos.getAsLong() - hastyUntil < 0 ? Future.succeededFuture() : await(queued);
    }

    private Future<Void> await(Future<?> queued) {
        return queued.timeout(PATIENCE_MILLIS, TimeUnit.MILLISECONDS)
                .onFailure(late -> hastyUntil = nanos.getAsLong() + HASTE.toNanos())
                .<Void>mapEmpty()
                .otherwiseEmpty();
    }

    /** @return a future completed when what waits was tried once more */
    Future<?> finish() {
        return queueWaiting();
    }

    private synchronized void keep(List<Order> orders, Throwable cause) {
        LOG.debug("{} pushes are queued later: {}", orders.size(), cause.getMessage());
        if (waiting.size() + orders.size() > MOST_WAITING) {
            LOG.warn("Pushes are lost: the queue does not answer, and too many wait");
            return;
        }
        waiting.addAll(orders);
        if (!retrying) {
            retrying = true;
            vertx.setTimer(RETRY_MILLIS, due -> queueWaiting());
        }
    }

    private Future<?> queueWaiting() {
        List<Order> some = takeSome();
        return some.isEmpty()
                ? Future.succeededFuture()
                : bus.request(PushService.QUEUE, new Queue(some))
                        .onFailure(cause -> keep(some, cause))
                        .compose(queued -> queueWaiting());
    }

    private synchronized List<Order> takeSome() {
        retrying = false;
        List<Order> some = new ArrayList<>();
        while (!waiting.isEmpty() && some.size() < PushService.MOST_ORDERS) {
            some.add(waiting.remove());
        }
        return some;
    }
}
