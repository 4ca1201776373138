package dev.parley.router;

import static org.assertj.core.api.Assertions.assertThat;

import dev.parley.bus.Bus;
import dev.parley.bus.PresenceService;
import dev.parley.bus.PresenceService.Located;
import dev.parley.model.Failure;
import dev.parley.model.FailureCode;
import dev.parley.model.NodeId;
import dev.parley.model.UserId;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import java.time.Duration;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Where people are, before, while and after nobody knows. */
class WhereaboutsTest {
    private static final UserId ANN = new UserId(1);

    private final Vertx vertx = Vertx.vertx();
    private final Bus bus = new Bus(vertx);
    private final AtomicLong nanos = new AtomicLong();
    private final Whereabouts whereabouts = new Whereabouts(bus, nanos::get);
    private volatile boolean away;

    @BeforeEach
    void serve() {
        bus.serve(
                        PresenceService.LOCATE,
                        asked -> away
                                ? Future.failedFuture(Failure.of(FailureCode.UNAVAILABLE, "away"))
                                : Future.succeededFuture(new Located(Map.of(ANN, Set.of(new NodeId("one"))))))
                .await();
    }

    @AfterEach
    void close() {
        vertx.close().await();
    }

    @Test
    void areDoubtedForAWhileWhenNobodyKnewForAsLongAsLeasesHold() {
        areUnknownFor(Whereabouts.LEASE);
        assertThat(areKnown()).isFalse();
        nanos.addAndGet(Whereabouts.ALL_BACK.toNanos() - 1);
        assertThat(areKnown()).isFalse();
        nanos.incrementAndGet();
        assertThat(areKnown()).isTrue();
    }

    @Test
    void areBelievedAfterAShorterTime() {
        areUnknownFor(Whereabouts.LEASE.minusNanos(1));
        assertThat(areKnown()).isTrue();
    }

    @Test
    void areBelievedWhenNobodyAskedForLong() {
        nanos.addAndGet(Duration.ofHours(1).toNanos());
        assertThat(areKnown()).isTrue();
    }

    private void areUnknownFor(Duration time) {
        assertThat(areKnown()).isTrue();
        away = true;
        assertThat(areKnown()).isFalse();
        nanos.addAndGet(time.toNanos());
        away = false;
    }

    private boolean areKnown() {
        return whereabouts.of(Set.of(ANN)).map(true).otherwise(false).await();
    }
}
