package dev.parley.traces;

import io.opentelemetry.sdk.common.CompletableResultCode;
import io.opentelemetry.sdk.trace.data.SpanData;
import io.opentelemetry.sdk.trace.export.SpanExporter;
import java.net.URI;
import java.util.Collection;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicBoolean;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Counts what the collector takes, and tells once when it takes no more, and when it does again. */
final class WatchedExporter implements SpanExporter {
    private static final Logger LOG = LoggerFactory.getLogger(WatchedExporter.class);

    private final SpanExporter exporter;
    private final URI collector;
    private final SpanMeter meter;
    private final AtomicBoolean failing = new AtomicBoolean();

    WatchedExporter(SpanExporter exporter, URI collector, SpanMeter meter) {
        this.exporter = exporter;
        this.collector = collector;
        this.meter = meter;
    }

    @Override
    public CompletableResultCode export(Collection<SpanData> spans) {
        CompletableResultCode result = exporter.export(spans);
        return result.whenComplete(() -> note(spans.size(), result));
    }

    private void note(int spans, CompletableResultCode result) {
        if (result.isSuccess()) {
            meter.sent(spans);
            if (failing.compareAndSet(true, false)) {
                LOG.info("Traces are taken again by {}", collector);
            }
        } else if (failing.compareAndSet(false, true)) {
            LOG.warn("Traces are lost, for {} does not take them: {}", collector, reason(result));
        }
    }

    private static String reason(CompletableResultCode result) {
        return Optional.ofNullable(result.getFailureThrowable())
                .map(Throwable::getCause)
                .map(Throwable::toString)
                .orElse("it answers with a failure");
    }

    @Override
    public CompletableResultCode flush() {
        return exporter.flush();
    }

    @Override
    public CompletableResultCode shutdown() {
        return exporter.shutdown();
    }
}
