package dev.parley.node;

import dev.parley.bus.AccountsService.Revocation;
import dev.parley.bus.Bus;
import dev.parley.bus.PresenceService;
import dev.parley.bus.PresenceService.Lease;
import dev.parley.bus.PresenceService.News;
import dev.parley.bus.PresenceService.Release;
import dev.parley.bus.PresenceService.Renew;
import dev.parley.model.NodeId;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.core.Vertx;
import java.time.Duration;
import java.util.List;
import java.util.function.Consumer;
import java.util.function.LongSupplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Takes out the lease of this node and renews it until it is released. Used on one context. */
final class LeaseKeeper {
    private static final Logger LOG = LoggerFactory.getLogger(LeaseKeeper.class);
    private static final Duration RENEW_EVERY = Duration.ofSeconds(3);
    private static final Duration RETRY_AFTER = Duration.ofMillis(500);
    private static final Duration LOG_EVERY = Duration.ofSeconds(5);

    private final Vertx vertx;
    private final Bus bus;
    private final NodeId node;
    private final LeasedClock clock;
    private final LongSupplier nanos;
    private final Runnable onForgotten;
    private final Consumer<List<Revocation>> onNews;
    private final Promise<Void> first = Promise.promise();
    private boolean released;
    private long silentUntil;
    private long newsMark;
    private String mark = "";

    /**
     * @param onForgotten told when the directory may know nothing of this node, so that all is to be listed again
     * @param onNews told of revoked sign-ins, perhaps more than once
     */
    LeaseKeeper(
            Vertx vertx,
            Bus bus,
            NodeId node,
            LeasedClock clock,
            LongSupplier nanos,
            Runnable onForgotten,
            Consumer<List<Revocation>> onNews) {
        this.vertx = vertx;
        this.bus = bus;
        this.node = node;
        this.clock = clock;
        this.nanos = nanos;
        this.onForgotten = onForgotten;
        this.onNews = onNews;
        this.silentUntil = nanos.getAsLong();
    }

    /** @return a future completed when the node has its first lease, however long that takes */
    Future<Void> begin() {
        renew();
        return first.future();
    }

    /** @return a future completed when the lease is given back, or that was tried */
    Future<Void> release() {
        released = true;
        return clock.number()
                .map(number -> {
                    clock.drop();
                    return bus.request(PresenceService.RELEASE, new Release(node, number))
                            .<Void>mapEmpty()
                            .otherwiseEmpty();
                })
                .orElseGet(Future::succeededFuture);
    }

    private void renew() {
        long asked = nanos.getAsLong();
        bus.request(PresenceService.RENEW, new Renew(node, clock.number(), clock.millis(), newsMark))
                .onSuccess(lease -> renewed(lease, asked))
                .onFailure(this::missed);
    }

    private void renewed(Lease lease, long asked) {
        if (released) {
            return;
        }
        clock.observe(lease.clockMillis());
        clock.hold(lease.number(), asked + lease.duration().toNanos());
        if (!lease.mark().equals(mark)) {
            mark = lease.mark();
            onForgotten.run();
        }
        lease.news().ifPresent(this::hear);
        if (first.tryComplete()) {
            LOG.info("Node {} has number {}", node, lease.number().value());
        }
        renewIn(RENEW_EVERY);
    }

    private void hear(News news) {
        newsMark = news.mark();
        onNews.accept(news.revocations());
    }

    private void missed(Throwable cause) {
        if (nanos.getAsLong() - silentUntil >= 0) {
            silentUntil = nanos.getAsLong() + LOG_EVERY.toNanos();
            LOG.warn("Node {} is waiting for presence: {}", node, cause.getMessage());
        }
        renewIn(RETRY_AFTER);
    }

    private void renewIn(Duration wait) {
        vertx.setTimer(wait.toMillis(), due -> {
            if (!released) {
                renew();
            }
        });
    }
}
