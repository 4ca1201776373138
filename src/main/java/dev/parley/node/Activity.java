package dev.parley.node;

import dev.parley.bus.Bus;
import dev.parley.bus.Done;
import dev.parley.bus.PersistenceService;
import dev.parley.bus.PersistenceService.Active;
import dev.parley.bus.PersistenceService.Seen;
import dev.parley.model.UserId;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.IntUnaryOperator;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Notes once a minute which users of this node were active since the last time: one look at each session, nothing for each
 * frame. A note that fails is not made up for, the next one says more. Used on one context.
 */
final class Activity {
    private static final Logger LOG = LoggerFactory.getLogger(Activity.class);
    private static final Duration PERIOD = Duration.ofMinutes(1);
    private static final int MOST_AT_ONCE = 1_000;

    private final Vertx vertx;
    private final Bus bus;
    private final SessionIndex index;
    private final InstantSource clock;
    private final IntUnaryOperator random;
    private final Duration period;
    private Instant noted;
    private boolean ended;

    /** @param random draws a number below its argument */
    Activity(Vertx vertx, Bus bus, SessionIndex index, InstantSource clock, IntUnaryOperator random) {
        this(vertx, bus, index, clock, random, PERIOD);
    }

    /** @param period between two notes of one user */
    Activity(Vertx vertx, Bus bus, SessionIndex index, InstantSource clock, IntUnaryOperator random, Duration period) {
        this.vertx = vertx;
        this.bus = bus;
        this.index = index;
        this.clock = clock;
        this.random = random;
        this.period = period;
        this.noted = clock.instant();
    }

    /** Begins at some time within the first period, so that nodes do not all write at once. */
    void begin() {
        noteIn(1 + random.applyAsInt((int) period.toMillis()));
    }

    void end() {
        ended = true;
    }

    private void noteIn(long millis) {
        vertx.setTimer(millis, due -> {
            if (!ended) {
                note().onFailure(cause -> LOG.debug("Who was active is not noted: {}", cause.getMessage()))
                        .onComplete(tried -> noteIn(period.toMillis()));
            }
        });
    }

    private Future<Done> note() {
        Instant since = noted;
        noted = clock.instant();
        List<Seen> seen = activeSince(since);
        Future<Done> written = Future.succeededFuture(Done.DONE);
        for (int start = 0; start < seen.size(); start += MOST_AT_ONCE) {
            Active batch = new Active(List.copyOf(seen.subList(start, Math.min(start + MOST_AT_ONCE, seen.size()))));
            written = written.compose(before -> bus.request(PersistenceService.ACTIVE, batch));
        }
        return written;
    }

    private List<Seen> activeSince(Instant since) {
        Map<UserId, Instant> latest = new HashMap<>();
        for (ConnectedSession session : index.all()) {
            Instant heard = session.lastHeard();
            if (session.listing().visible() && heard.isAfter(since)) {
                latest.merge(session.listing().user(), heard, (one, other) -> one.isAfter(other) ? one : other);
            }
        }
        return latest.entrySet().stream()
                .map(entry -> new Seen(entry.getKey(), entry.getValue()))
                .toList();
    }
}
