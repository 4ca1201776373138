package dev.parley.store.cassandra;

import io.vertx.cassandra.impl.tracing.QueryRequest;
import io.vertx.core.Context;
import io.vertx.core.Vertx;
import io.vertx.core.VertxOptions;
import io.vertx.core.spi.tracing.SpanKind;
import io.vertx.core.spi.tracing.TagExtractor;
import io.vertx.core.spi.tracing.VertxTracer;
import io.vertx.core.tracing.TracingOptions;
import io.vertx.core.tracing.TracingPolicy;
import java.util.ArrayList;
import java.util.List;
import java.util.function.BiConsumer;
import java.util.stream.IntStream;

/** What a client sends and is answered, in order. */
final class Requests implements VertxTracer<Object, Requests.Sent> {
    private final List<Step> steps = new ArrayList<>();

    /** A statement on its way. */
    record Sent(String cql) {}

    /** One thing that happened: a statement went out, or its answer came. */
    private record Step(String cql, boolean out) {}

    /** A Vert.x whose clients tell here. */
    Vertx vertx() {
        return Vertx.builder()
                .with(new VertxOptions().setTracingOptions(new TracingOptions()))
                .withTracer(options -> this)
                .build();
    }

    synchronized void forget() {
        steps.clear();
    }

    /** How many were sent. */
    synchronized int count() {
        return (int) steps.stream().filter(Step::out).count();
    }

    /** How many of one statement were sent. */
    synchronized int count(Cql cql) {
        return (int) steps.stream()
                .filter(step -> step.out() && step.cql().equals(cql.text()))
                .count();
    }

    /** The most that were under way at the same time. */
    synchronized int mostAtOnce() {
        int now = 0;
        int most = 0;
        for (Step step : steps) {
            now += step.out() ? 1 : -1;
            most = Math.max(most, now);
        }
        return most;
    }

    /** Whether every answer to the one had come before any of the other was sent. */
    synchronized boolean isDoneBefore(Cql one, Cql other) {
        int lastAnswer = IntStream.range(0, steps.size())
                .filter(i -> steps.get(i).equals(new Step(one.text(), false)))
                .max()
                .orElseThrow();
        int firstSent = steps.indexOf(new Step(other.text(), true));
        return lastAnswer < firstSent;
    }

    @Override
    public synchronized <R> Sent sendRequest(
            Context context,
            SpanKind kind,
            TracingPolicy policy,
            R request,
            String operation,
            BiConsumer<String, String> headers,
            TagExtractor<R> tags) {
        Sent sent = new Sent(((QueryRequest) request).cql);
        steps.add(new Step(sent.cql(), true));
        return sent;
    }

    @Override
    public synchronized <R> void receiveResponse(
            Context context, R response, Sent sent, Throwable failure, TagExtractor<R> tags) {
        if (sent != null) {
            steps.add(new Step(sent.cql(), false));
        }
    }
}
