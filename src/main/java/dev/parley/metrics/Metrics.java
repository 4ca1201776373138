package dev.parley.metrics;

import io.micrometer.prometheusmetrics.PrometheusConfig;
import io.micrometer.prometheusmetrics.PrometheusMeterRegistry;
import io.vertx.core.metrics.MetricsOptions;
import io.vertx.core.spi.VertxMetricsFactory;
import io.vertx.micrometer.MetricsDomain;
import io.vertx.micrometer.MicrometerMetricsFactory;
import io.vertx.micrometer.MicrometerMetricsOptions;
import java.util.Arrays;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** The measurements of one process. */
public final class Metrics {
    /** Clients that are no domain: each of their connections would register the same gauges again. */
    private static final Set<String> CLIENTS = Set.of("sql", "redis");

    private final PrometheusMeterRegistry registry = new PrometheusMeterRegistry(PrometheusConfig.DEFAULT);

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

    /** Counts pushes. */
    public PushMeters pushes() {
        return new PushMeters(registry);
    }

    /** All measurements in the text format of Prometheus, version 0.0.4. */
    public String scrape() {
        return registry.scrape();
    }
}
