package dev.parley.it;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import io.opentelemetry.proto.collector.trace.v1.ExportTraceServiceRequest;
import io.opentelemetry.proto.common.v1.KeyValue;
import io.opentelemetry.proto.trace.v1.ResourceSpans;
import io.opentelemetry.proto.trace.v1.Span;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** What traces are sent to: keeps the spans that arrive, or refuses them. */
final class Collector implements AutoCloseable {
    private final HttpServer server;
    private final List<Kept> spans = new CopyOnWriteArrayList<>();
    private volatile boolean refuses;

    /** @param node the one that sent it */
    record Kept(String node, Span span) {
        String attribute(String key) {
            return span.getAttributesList().stream()
                    .filter(one -> one.getKey().equals(key))
                    .map(one -> one.getValue().getStringValue())
                    .findFirst()
                    .orElse("");
        }
    }

    Collector() throws IOException {
        server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.createContext("/v1/traces", this::take);
        server.start();
    }

    URI url() {
        return URI.create("http://127.0.0.1:" + server.getAddress().getPort());
    }

    void refuse(boolean all) {
        refuses = all;
    }

    List<Kept> spans() {
        return List.copyOf(spans);
    }

    /** The spans of the trace that has one about a message, as far as they have come. */
    List<Kept> traceOf(String message) {
        return spans.stream()
                .filter(kept -> kept.attribute("parley.message.id").equals(message))
                .findFirst()
                .map(one -> spans.stream()
                        .filter(kept ->
                                kept.span().getTraceId().equals(one.span().getTraceId()))
                        .toList())
                .orElseGet(List::of);
    }

    /** Each span of a trace by its name, after those that it is below, with {@code >} between them. */
    static List<String> ways(List<Kept> trace) {
        Map<Object, Kept> byId =
                trace.stream().collect(Collectors.toMap(kept -> kept.span().getSpanId(), Function.identity()));
        return trace.stream().map(kept -> way(kept, byId)).toList();
    }

    private static String way(Kept kept, Map<Object, Kept> byId) {
        String own = kept.span().getName();
        if (kept.span().getParentSpanId().isEmpty()) {
            return own;
        }
        return Optional.ofNullable(byId.get(kept.span().getParentSpanId()))
                        .map(above -> way(above, byId))
                        .orElse("?")
                + " > "
                + own;
    }

    private void take(HttpExchange exchange) throws IOException {
        try (exchange) {
            ExportTraceServiceRequest request = ExportTraceServiceRequest.parseFrom(exchange.getRequestBody());
            if (!refuses) {
                request.getResourceSpansList().stream().flatMap(Collector::kept).forEach(spans::add);
            }
            exchange.sendResponseHeaders(refuses ? 503 : 200, -1);
        }
    }

    private static Stream<Kept> kept(ResourceSpans from) {
        String node = from.getResource().getAttributesList().stream()
                .filter(one -> one.getKey().equals("service.instance.id"))
                .map(KeyValue::getValue)
                .map(value -> value.getStringValue())
                .findFirst()
                .orElseThrow();
        return from.getScopeSpansList().stream()
                .flatMap(scope -> scope.getSpansList().stream())
                .map(span -> new Kept(node, span));
    }

    @Override
    public void close() {
        server.stop(0);
    }
}
