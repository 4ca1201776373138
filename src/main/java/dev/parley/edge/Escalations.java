package dev.parley.edge;

import dev.parley.bus.Bus;
import dev.parley.bus.PushService;
import dev.parley.bus.PushService.Order;
import dev.parley.bus.PushService.Queue;
import dev.parley.model.MessageId;
import io.vertx.core.Future;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Has pushes queued for what sessions were sent and did not acknowledge within two seconds: those of one moment together, and
 * again until the queue has them, as long as there is room. For one thread.
 */
final class Escalations {
    private static final Logger LOG = LoggerFactory.getLogger(Escalations.class);
    private static final long GATHER_MILLIS = 100;
    private static final long RETRY_MILLIS = 1_000;
    private static final int MOST_WAITING = 20_000;
    private static final long AWAITED_MILLIS = 2_000;
    /** So many a loop does not send in that time; beyond it none is waited for. */
    private static final int MOST_AWAITED = 500_000;

    private final Bus bus;
    private final TimerWheel wheel;
    private final Deque<Order> waiting = new ArrayDeque<>();
    /** What may be acknowledged in time, in the order in which it was sent: so the first is due first. */
    private final Deque<Awaited> awaited = new ArrayDeque<>();

    private boolean due;
    private boolean looking;

    Escalations(Bus bus, TimerWheel wheel) {
        this.bus = bus;
        this.wheel = wheel;
    }

    /** @param due by the wheel's time */
    private record Awaited(Unacknowledged session, MessageId message, long due) {}

    /** Waits for a message to be acknowledged, and then has {@code session} escalate it. */
    void await(Unacknowledged session, MessageId message) {
        if (awaited.size() == MOST_AWAITED) {
            session.escalate(message);
        } else {
            awaited.add(new Awaited(session, message, wheel.now() + AWAITED_MILLIS));
            look();
        }
    }

    private void look() {
        if (!looking && !awaited.isEmpty()) {
            looking = true;
            wheel.in(awaited.element().due() - wheel.now(), () -> {
                looking = false;
                escalateDue();
                look();
            });
        }
    }

    private void escalateDue() {
        long now = wheel.now();
        while (!awaited.isEmpty() && awaited.element().due() <= now) {
            Awaited late = awaited.remove();
            late.session().escalate(late.message());
        }
    }

    void add(Order order) {
        if (waiting.size() < MOST_WAITING) {
            waiting.add(order);
            queueIn(GATHER_MILLIS);
        }
    }

    private void queueIn(long millis) {
        if (!due) {
            due = true;
            wheel.in(millis, () -> {
                due = false;
                queue();
            });
        }
    }

    /**
     * Queues what waits, at once.
     *
     * @return a future completed when that was tried
     */
    Future<?> queue() {
        List<Future<?>> all = new ArrayList<>();
        while (!waiting.isEmpty()) {
            List<Order> batch = new ArrayList<>();
            while (!waiting.isEmpty() && batch.size() < PushService.MOST_ORDERS) {
                batch.add(waiting.remove());
            }
            all.add(bus.request(PushService.QUEUE, Queue.merged(batch)).onFailure(cause -> again(batch, cause)));
        }
        return Future.join(all);
    }

    private void again(List<Order> batch, Throwable cause) {
        LOG.debug("{} pushes are queued later: {}", batch.size(), cause.getMessage());
        batch.stream().limit(MOST_WAITING - waiting.size()).forEach(waiting::add);
        queueIn(RETRY_MILLIS);
    }
}
