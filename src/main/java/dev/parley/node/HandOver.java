package dev.parley.node;

import dev.parley.bus.Bus;
import dev.parley.bus.NodeService.Deliver;
import dev.parley.bus.NodeService.News;
import dev.parley.bus.PushService;
import dev.parley.bus.PushService.Order;
import dev.parley.bus.PushService.Queue;
import dev.parley.model.Message;
import dev.parley.model.UserId;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Has pushes queued for what the process before this one handed to its sessions in its last seconds, where nobody else knows
 * who was connected to it. Edges have queued what is older. What was acknowledged is found out before it is sent.
 */
final class HandOver {
    private static final Logger LOG = LoggerFactory.getLogger(HandOver.class);
    private static final long TICK_MILLIS = 1_000;

    private final Vertx vertx;
    private final Bus bus;
    private final Optional<Path> folder;
    private volatile Journal journal = Journal.none();
    private List<Order> left = List.of();
    private boolean asking;

    /** @param folder where it is noted; absent where others know who was connected */
    HandOver(Vertx vertx, Bus bus, Optional<Path> folder) {
        this.vertx = vertx;
        this.bus = bus;
        this.folder = folder;
    }

    /** @return a future completed when what is handed over is noted, or cannot be; it does not fail */
    Future<Void> begin() {
        if (folder.isEmpty()) {
            return Future.succeededFuture();
        }
        return vertx.executeBlocking(this::open).map(opened -> {
            journal = opened;
            left = opened.left();
            vertx.setPeriodic(TICK_MILLIS, due -> tick());
            return null;
        });
    }

    private Journal open() {
        try {
            return Journal.in(folder.orElseThrow());
        } catch (IOException unusable) {
            LOG.warn(
                    "What is sent right before a crash may not be pushed, for nothing can be noted in {}",
                    folder,
                    unusable);
            return Journal.none();
        }
    }

    private void tick() {
        journal.tick();
        if (!left.isEmpty() && !asking) {
            asking = true;
            queueLeft().onComplete(asked -> asking = false);
        }
    }

    /** Again and again, until the queue has it. */
    private Future<?> queueLeft() {
        List<Order> some = left.subList(0, Math.min(left.size(), PushService.MOST_ORDERS));
        return bus.request(PushService.QUEUE, Queue.merged(some)).compose(queued -> {
            left = left.subList(some.size(), left.size());
            if (left.isEmpty()) {
                journal.strikeLeft();
                return Future.succeededFuture();
            }
            return queueLeft();
        });
    }

    /** A message goes to the sessions of users of this node. Safe for use by any thread. */
    void note(Deliver delivery) {
        if (folder.isPresent()
                && delivery.news() instanceof News.Entry entry
                && entry.message().kind() == Message.Kind.TEXT) {
            note(entry.message(), delivery.users());
        }
    }

    private void note(Message message, List<UserId> users) {
        users.stream().filter(user -> !user.equals(message.from())).forEach(user -> journal.note(message, user));
    }

    /** @return a future completed when another process may take the notes over */
    Future<Void> end() {
        return vertx.executeBlocking(() -> {
            journal.close();
            return null;
        });
    }
}
