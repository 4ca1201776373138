package dev.parley.traces;

import dev.parley.config.Settings;
import dev.parley.model.NodeId;
import io.opentelemetry.api.common.Attributes;
import io.opentelemetry.exporter.otlp.http.trace.OtlpHttpSpanExporter;
import io.opentelemetry.sdk.resources.Resource;
import io.opentelemetry.sdk.trace.SdkTracerProvider;
import io.opentelemetry.sdk.trace.export.BatchSpanProcessor;
import io.opentelemetry.sdk.trace.samplers.Sampler;
import io.vertx.core.spi.VertxTracerFactory;
import java.time.Duration;
import java.util.concurrent.TimeUnit;
import java.util.logging.Level;
import java.util.logging.Logger;

/**
 * Sends traces to a collector, by OTLP over HTTP. What does not get there in time is lost, and nobody waits for it: no more than a few
 * thousand spans wait, and a batch is sent once.
 */
public final class Traces {
    private static final int MOST_WAITING = 4_096;
    private static final int MOST_AT_ONCE = 512;
    private static final Duration PAUSE = Duration.ofSeconds(1);
    private static final Duration PATIENCE = Duration.ofSeconds(5);
    private static final int CLOSING_SECONDS = 2;

    private Traces() {}

    /**
     * What makes Vert.x's tracer. To be called before Vert.x is made.
     *
     * @param version of this program
     */
    public static VertxTracerFactory to(Settings.Traces settings, NodeId node, String version, SpanMeter meter) {
        Sampler drawn = Sampler.parentBased(Sampler.traceIdRatioBased(settings.share()));
        SdkTracerProvider provider = SdkTracerProvider.builder()
                .setResource(Resource.create(Attributes.builder()
                        .put("service.name", "parley")
                        .put("service.instance.id", node.value())
                        .put("service.version", version)
                        .build()))
                .setSampler(drawn)
                .addSpanProcessor(BatchSpanProcessor.builder(exporter(settings, meter))
                        .setMaxQueueSize(MOST_WAITING)
                        .setMaxExportBatchSize(MOST_AT_ONCE)
                        .setScheduleDelay(PAUSE)
                        .setExporterTimeout(PATIENCE)
                        .build())
                .build();
        SpanTracer tracer = new SpanTracer(
                provider.get("dev.parley"), meter, () -> provider.shutdown().join(CLOSING_SECONDS, TimeUnit.SECONDS));
        return options -> tracer;
    }

    private static WatchedExporter exporter(Settings.Traces settings, SpanMeter meter) {
        OtlpHttpSpanExporter exporter = OtlpHttpSpanExporter.builder()
                .setEndpoint(settings.url() + "/v1/traces")
                .setConnectTimeout(PATIENCE)
                .setTimeout(PATIENCE)
                .setRetryPolicy(null)
                .build();
        // It would tell of each failure, with a stack trace
        Logger.getLogger("io.opentelemetry.exporter").setLevel(Level.OFF);
        return new WatchedExporter(exporter, settings.url(), meter);
    }
}
