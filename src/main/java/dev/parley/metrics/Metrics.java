package dev.parley.metrics;

import dev.parley.bus.BusMeter;
import dev.parley.bus.OpsService.Totals;
import dev.parley.node.OwnEdge;
import dev.parley.node.TrafficMeter;
import dev.parley.notification.Meter;
import dev.parley.traces.SpanMeter;
import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.DistributionSummary;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.Timer;
import io.micrometer.prometheusmetrics.PrometheusConfig;
import io.micrometer.prometheusmetrics.PrometheusMeterRegistry;
import io.vertx.core.metrics.MetricsOptions;
import io.vertx.core.spi.VertxMetricsFactory;
import io.vertx.micrometer.MetricsDomain;
import io.vertx.micrometer.MicrometerMetricsFactory;
import io.vertx.micrometer.MicrometerMetricsOptions;
import java.time.Instant;
import java.util.Arrays;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import java.util.function.Function;
import java.util.function.IntConsumer;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** The measurements of one process. */
public final class Metrics {
    /** Clients that are no domain: each of their connections would register the same gauges again. */
    private static final Set<String> CLIENTS = Set.of("sql", "redis");

    private final PrometheusMeterRegistry registry = new PrometheusMeterRegistry(PrometheusConfig.DEFAULT);

    public Metrics() {
        Platform.measure(registry);
    }

    /** Measures what Vert.x itself knows; goes with {@link #options}. */
    public VertxMetricsFactory vertx() {
        return new MicrometerMetricsFactory(registry);
    }

    /** Has Vert.x measure its pools only: what it measures a message or a frame costs too much, and has too many labels. */
    public static MetricsOptions options() {
        return new MicrometerMetricsOptions()
                .setDisabledMetricsCategories(Stream.concat(
                                CLIENTS.stream(),
                                Arrays.stream(MetricsDomain.values())
                                        .filter(domain -> domain != MetricsDomain.NAMED_POOLS)
                                        .map(MetricsDomain::toCategory))
                        .collect(Collectors.toSet()))
                .setEnabled(true);
    }

    /**
     * Measures the calls of a store's methods that return futures.
     *
     * @param port the interface that the store is used by; those that its methods return are measured too
     * @param store what it is called in labels
     * @return the same store
     */
    public <P> P timed(Class<P> port, P adapter, String store) {
        return TimedPort.of(port, adapter, call -> new CallMeter(registry, store, call));
    }

    /** Measures what clients of this node do and get. */
    public TrafficMeter traffic() {
        return new Traffic(registry);
    }

    /** Shows how full the edge of this node is. */
    public void edge(OwnEdge edge) {
        gauge("parley.sessions", "Connections of clients to the edge of this node", () -> edge.sessions());
        gauge("parley.capacity", "How many connections the edge of this node takes", () -> edge.capacity());
        gauge("parley.draining", "1 while this node sends its clients away", () -> edge.isDraining() ? 1 : 0);
    }

    /** Shows when the last backup of this process was made. */
    public void backups(Supplier<Optional<Instant>> last) {
        gauge(
                "parley.backup.timestamp.seconds",
                "When the last backup of this process began that succeeded, in Unix time",
                () -> last.get().map(Instant::getEpochSecond).orElse(0L));
    }

    /** Counts requests over the bus that were not answered. */
    public BusMeter bus() {
        return (address, why) -> registry.counter("parley.bus.failures", "address", address, "reason", why.wireName())
                .increment();
    }

    /** Takes how many writes the embedded message store brought to the disk together. */
    public IntConsumer groups() {
        DistributionSummary sizes = DistributionSummary.builder("parley.store.group")
                .description("Writes of the embedded message store that went to the disk together")
                .serviceLevelObjectives(1, 2, 5, 10, 25, 50, 100, 250, 500, 1_000)
                .register(registry);
        return sizes::record;
    }

    /** Counts pushes. */
    public Meter pushes() {
        return new PushMeters(registry);
    }

    /** Counts spans of traces. */
    public SpanMeter spans() {
        return new SpanMeters(registry);
    }

    private void gauge(String name, String about, Supplier<Number> value) {
        Gauge.builder(name, value).description(about).register(registry);
    }

    /** What was measured since the start, of what {@link #traffic} and {@link #pushes} take in. */
    public Totals totals() {
        return new Totals(
                count("parley.accepted"),
                count("parley.failed"),
                deliveries(Timer::count).longValue(),
                deliveries(timer -> timer.totalTime(TimeUnit.SECONDS)).doubleValue(),
                count("parley.frames", "direction", "in"),
                count("parley.frames", "direction", "out"),
                count("parley.push", "outcome", "sent"));
    }

    /** The share of the machine's processors that this process takes, 0 to 1. */
    public double processors() {
        return registry.get("process.cpu.usage").gauge().value();
    }

    private long count(String name, String... tags) {
        return (long) registry.find(name).tags(tags).counters().stream()
                .mapToDouble(Counter::count)
                .sum();
    }

    private Number deliveries(Function<Timer, Number> what) {
        return Optional.ofNullable(registry.find("parley.delivery").timer())
                .map(what)
                .orElse(0);
    }

    /** All measurements in the text format of Prometheus, version 0.0.4. */
    public String scrape() {
        return registry.scrape();
    }
}
