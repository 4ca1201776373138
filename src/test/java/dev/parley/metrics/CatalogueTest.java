package dev.parley.metrics;

import static org.assertj.core.api.Assertions.assertThat;

import dev.parley.Eventually;
import dev.parley.bus.PushService.Channel;
import dev.parley.model.FailureCode;
import dev.parley.model.MessageId;
import dev.parley.node.OwnEdge;
import dev.parley.node.TrafficMeter;
import dev.parley.protocol.ClientFrame;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.VertxOptions;
import java.time.Duration;
import java.util.Optional;
import java.util.function.Supplier;
import org.junit.jupiter.api.Test;

/** Whether what is measured is what operators are told of. */
class CatalogueTest {
    private final Metrics metrics = new Metrics();
    private final TrafficMeter traffic = metrics.traffic();

    @Test
    void everyMetricOfOursIsInTheTableAndEveryOneOfTheTableIsMeasured() throws Exception {
        Vertx vertx = Vertx.builder()
                .with(new VertxOptions().setMetricsOptions(Metrics.options()))
                .withMetrics(metrics.vertx())
                .build();
        measureEverything();
        System.gc();
        Eventually.holds("all of the table is measured", () -> DocumentedMetrics.measured(metrics.scrape())
                .containsAll(DocumentedMetrics.names()));
        assertThat(DocumentedMetrics.measured(metrics.scrape()))
                .filteredOn(name -> name.startsWith("parley_"))
                .isSubsetOf(DocumentedMetrics.names());
        vertx.close().await();
    }

    private void measureEverything() {
        metrics.edge(new OwnEdge(7, traffic));
        metrics.backups(Optional::empty);
        traffic.heard(ClientFrame.Heartbeat.class);
        traffic.said("welcome");
        traffic.failed(FailureCode.TIMEOUT);
        traffic.closed(4508);
        metrics.bus().failed("chat.router.submit", FailureCode.TIMEOUT);
        metrics.groups().accept(3);
        metrics.spans().sent(1);
        metrics.pushes().sent(Channel.WEBPUSH, Duration.ofSeconds(2));
        metrics.timed(Asked.class, Future::succeededFuture, "shop").get();
    }

    /** A store with one method. */
    @FunctionalInterface
    interface Asked extends Supplier<Future<?>> {
        @Override
        Future<?> get();
    }

    @Test
    void framesAreCountedByDirectionAndType() {
        traffic.heard(ClientFrame.Heartbeat.class);
        traffic.heard(ClientFrame.Heartbeat.class);
        traffic.said("welcome");
        assertThat(metrics.scrape())
                .contains("parley_frames_total{direction=\"in\",type=\"heartbeat\"} 2.0")
                .contains("parley_frames_total{direction=\"out\",type=\"welcome\"} 1.0");
    }

    @Test
    void whatWaitsToLeaveIsWhatWasQueuedAndHasNotLeft() {
        traffic.queued(300);
        traffic.queued(-100);
        assertThat(metrics.scrape()).contains("parley_outbox_bytes 200.0");
    }

    @Test
    void aDeliveryIsTimedFromTheTimeOfItsId() {
        long agoMillis = System.currentTimeMillis() - 3_000;
        traffic.delivered(new MessageId(MessageId.lastBefore(agoMillis) + 1));
        assertThat(metrics.scrape())
                .contains("parley_delivery_seconds_bucket{le=\"2.5\"} 0")
                .contains("parley_delivery_seconds_count 1");
    }
}
