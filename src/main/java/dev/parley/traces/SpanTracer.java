package dev.parley.traces;

import dev.parley.bus.Steps;
import dev.parley.bus.Steps.Step;
import dev.parley.model.Failure;
import io.opentelemetry.api.common.AttributeKey;
import io.opentelemetry.api.trace.Span;
import io.opentelemetry.api.trace.SpanBuilder;
import io.opentelemetry.api.trace.SpanKind;
import io.opentelemetry.api.trace.StatusCode;
import io.opentelemetry.api.trace.Tracer;
import io.opentelemetry.api.trace.propagation.W3CTraceContextPropagator;
import io.opentelemetry.context.Context;
import io.opentelemetry.context.propagation.TextMapGetter;
import io.opentelemetry.context.propagation.TextMapPropagator;
import io.vertx.core.MultiMap;
import io.vertx.core.eventbus.Message;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.http.HttpServerResponse;
import io.vertx.core.internal.ContextInternal;
import io.vertx.core.spi.context.storage.ContextLocal;
import io.vertx.core.spi.tracing.TagExtractor;
import io.vertx.core.spi.tracing.VertxTracer;
import io.vertx.core.tracing.TracingPolicy;
import java.util.Map;
import java.util.Optional;
import java.util.function.BiConsumer;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Makes spans of what is told of: our own steps, requests over the bus, and requests to the api. Of all else that Vert.x tells, such as its clients'
 * requests and their URLs, nothing is taken; nor are tags that Vert.x offers.
 *
 * <p>What strangers send in headers of HTTP decides nothing.
 */
final class SpanTracer implements VertxTracer<Span, Span> {
    private static final AttributeKey<String> MESSAGE = AttributeKey.stringKey("parley.message.id");
    private static final AttributeKey<String> METHOD = AttributeKey.stringKey("http.request.method");
    private static final AttributeKey<Long> STATUS = AttributeKey.longKey("http.response.status_code");
    private static final int SERVER_ERROR = 500;

    /** {@code chat.edge.deliver}, with or without a node behind it. */
    private static final Pattern ADDRESS = Pattern.compile("chat\\.([a-z-]+\\.[a-z-]+)(\\..*)?");

    private static final TextMapPropagator CARRIED = W3CTraceContextPropagator.getInstance();
    private static final TextMapGetter<MultiMap> HEADERS = new Headers();

    /** Made known with this class: Vert.x takes no more of them once it is there. */
    private static final ContextLocal<Steps.Trace> TRACE = Steps.TRACE;

    private final Tracer tracer;
    private final SpanMeter meter;
    private final Runnable close;

    /** @param close sends what waits, or gives it up; blocks for a moment */
    SpanTracer(Tracer tracer, SpanMeter meter, Runnable close) {
        this.tracer = tracer;
        this.meter = meter;
        this.close = close;
    }

    /** By the context of OpenTelemetry, which holds the span that the next ones are below. */
    private record Below(Context context, boolean isFollowed) implements Steps.Trace {}

    private static final Below NOT_DRAWN = new Below(Context.root(), false);

    @Override
    public <R> Span receiveRequest(
            io.vertx.core.Context context,
            io.vertx.core.spi.tracing.SpanKind kind,
            TracingPolicy policy,
            R request,
            String operation,
            Iterable<Map.Entry<String, String>> headers,
            TagExtractor<R> tags) {
        ContextInternal turn = (ContextInternal) context;
        if (request instanceof Step step) {
            return enter(turn, policy, named(step));
        } else if (request instanceof HttpServerRequest http && policy == TracingPolicy.ALWAYS) {
            return enter(turn, policy, named(http));
        } else if (request instanceof Message<?> message) {
            follow(turn, message.headers());
        }
        return null;
    }

    @Override
    public <R> void sendResponse(
            io.vertx.core.Context context, R response, Span span, Throwable failure, TagExtractor<R> tags) {
        if (span != null && response instanceof HttpServerResponse http) {
            span.setAttribute(STATUS, (long) http.getStatusCode());
            if (http.getStatusCode() >= SERVER_ERROR) {
                span.setStatus(StatusCode.ERROR);
            }
        }
        end(span, failure);
    }

    @Override
    public <R> Span sendRequest(
            io.vertx.core.Context context,
            io.vertx.core.spi.tracing.SpanKind kind,
            TracingPolicy policy,
            R request,
            String operation,
            BiConsumer<String, String> headers,
            TagExtractor<R> tags) {
        return below((ContextInternal) context)
                .filter(Below::isFollowed)
                .flatMap(below -> asked(request).map(span -> carry(span, below, headers)))
                .orElse(null);
    }

    @Override
    public <R> void receiveResponse(
            io.vertx.core.Context context, R response, Span span, Throwable failure, TagExtractor<R> tags) {
        end(span, failure);
    }

    @Override
    public void close() {
        close.run();
    }

    /** Begins a span, below which all is that follows in this turn. */
    private Span enter(ContextInternal turn, TracingPolicy policy, SpanBuilder begun) {
        Optional<Below> above = below(turn);
        boolean wanted = above.map(Below::isFollowed).orElse(policy == TracingPolicy.ALWAYS);
        if (!wanted) {
            return null;
        }
        Context parent = above.map(Below::context).orElse(Context.root());
        Span span = begun.setParent(parent).startSpan();
        boolean drawn = span.getSpanContext().isSampled();
        TRACE.put(turn, drawn ? new Below(parent.with(span), true) : NOT_DRAWN);
        return drawn ? span : null;
    }

    /** What another node asks within a trace is answered within it. */
    private static void follow(ContextInternal turn, MultiMap headers) {
        Context carried = CARRIED.extract(Context.root(), headers, HEADERS);
        if (Span.fromContext(carried).getSpanContext().isSampled()) {
            TRACE.put(turn, new Below(carried, true));
        }
    }

    private static Span carry(SpanBuilder begun, Below below, BiConsumer<String, String> headers) {
        Span span = begun.setParent(below.context()).startSpan();
        CARRIED.inject(below.context().with(span), headers, BiConsumer::accept);
        return span;
    }

    private SpanBuilder named(Step step) {
        SpanBuilder begun = tracer.spanBuilder(step.name());
        step.message().ifPresent(id -> begun.setAttribute(MESSAGE, id.toString()));
        return begun;
    }

    private SpanBuilder named(HttpServerRequest request) {
        String method = request.method().name();
        return tracer.spanBuilder("api." + method).setSpanKind(SpanKind.SERVER).setAttribute(METHOD, method);
    }

    /** A reply needs no span: its request has one. */
    private Optional<SpanBuilder> asked(Object request) {
        if (!(request instanceof Message<?> message)) {
            return Optional.empty();
        }
        Matcher address = ADDRESS.matcher(message.address());
        return address.matches()
                ? Optional.of(tracer.spanBuilder(address.group(1)).setSpanKind(SpanKind.CLIENT))
                : Optional.empty();
    }

    private void end(Span span, Throwable failure) {
        if (span == null) {
            return;
        }
        if (failure != null) {
            span.setStatus(StatusCode.ERROR, nameOf(failure));
        }
        span.end();
        meter.ended();
    }

    /** Messages of failures may hold what somebody wrote. */
    private static String nameOf(Throwable failure) {
        return failure instanceof Failure ours
                ? ours.code().wireName()
                : failure.getClass().getSimpleName();
    }

    private static Optional<Below> below(ContextInternal turn) {
        return Optional.ofNullable((Below) TRACE.get(turn));
    }

    private static final class Headers implements TextMapGetter<MultiMap> {
        @Override
        public Iterable<String> keys(MultiMap headers) {
            return headers.names();
        }

        @Override
        public String get(MultiMap headers, String key) {
            return headers.get(key);
        }
    }
}
