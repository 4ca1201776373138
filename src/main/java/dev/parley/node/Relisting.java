package dev.parley.node;

import dev.parley.bus.PresenceService.Listing;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import java.time.Duration;
import java.util.List;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Lists all sessions of this node again, one batch after the other, until that has worked. Used on one context. */
final class Relisting {
    private static final Logger LOG = LoggerFactory.getLogger(Relisting.class);
    private static final int BATCH = 100;
    private static final Duration RETRY_AFTER = Duration.ofSeconds(1);

    private final Vertx vertx;
    private final SessionIndex index;
    private final Listings listings;
    private boolean due;
    private boolean running;

    Relisting(Vertx vertx, SessionIndex index, Listings listings) {
        this.vertx = vertx;
        this.index = index;
        this.listings = listings;
    }

    /** Begins, or begins anew once the run under way is over. */
    void begin() {
        due = true;
        if (!running) {
            run();
        }
    }

    private void run() {
        due = false;
        running = true;
        restoreAll().onSuccess(done -> over()).onFailure(this::retry);
    }

    private void over() {
        running = false;
        if (due) {
            run();
        }
    }

    private void retry(Throwable cause) {
        LOG.warn("Sessions are not listed again as yet: {}", cause.getMessage());
        vertx.setTimer(RETRY_AFTER.toMillis(), now -> run());
    }

    private Future<Void> restoreAll() {
        List<Listing> all = index.all().stream().map(ConnectedSession::listing).toList();
        Future<Void> restored = Future.succeededFuture();
        for (int start = 0; start < all.size(); start += BATCH) {
            List<Listing> batch = all.subList(start, Math.min(start + BATCH, all.size()));
            restored = restored.compose(before -> listings.restore(connected(batch)));
        }
        return restored;
    }

    private List<Listing> connected(List<Listing> batch) {
        return batch.stream()
                .filter(listing -> index.contains(listing.session()))
                .toList();
    }
}
