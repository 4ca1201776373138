package dev.parley.metrics;

import dev.parley.traces.SpanMeter;
import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;

/** Counts spans. */
final class SpanMeters implements SpanMeter {
    private final Counter ended;
    private final Counter sent;

    SpanMeters(MeterRegistry registry) {
        this.ended = counter(registry, "parley.spans.ended", "Spans of traces that have ended");
        this.sent = counter(registry, "parley.spans.sent", "Spans that the collector of traces has taken");
    }

    private static Counter counter(MeterRegistry registry, String name, String about) {
        return Counter.builder(name).description(about).register(registry);
    }

    @Override
    public void ended() {
        ended.increment();
    }

    @Override
    public void sent(int spans) {
        sent.increment(spans);
    }
}
