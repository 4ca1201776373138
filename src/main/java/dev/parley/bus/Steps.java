package dev.parley.bus;

import dev.parley.bus.NodeService.Deliver;
import dev.parley.bus.NodeService.News;
import dev.parley.bus.PersistenceService.Append;
import dev.parley.bus.RouterService.Announce;
import dev.parley.bus.RouterService.Submit;
import dev.parley.model.Message;
import dev.parley.model.MessageId;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.core.Vertx;
import io.vertx.core.internal.ContextInternal;
import io.vertx.core.spi.context.storage.ContextLocal;
import io.vertx.core.spi.tracing.SpanKind;
import io.vertx.core.spi.tracing.TagExtractor;
import io.vertx.core.spi.tracing.VertxTracer;
import io.vertx.core.tracing.TracingPolicy;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;

/**
 * Tells Vert.x's tracer of the steps that are taken, each within the one that asked for it. Without a tracer nothing is told.
 *
 * <p>What a step belongs to goes with a turn of a context, a duplicate of its own: so it goes wherever futures, timers and requests go.
 * To be called on the context that the step is taken on.
 */
public final class Steps {
    /** The trace of a turn; absent while nobody decided whether there is one. To be known before Vert.x is. */
    public static final ContextLocal<Trace> TRACE = ContextLocal.registerLocal(Trace.class);

    private Steps() {}

    /** What steps belong to, as the tracer keeps it. Immutable. */
    @FunctionalInterface
    public interface Trace {
        /** Whether its steps are told; false for one that is not drawn. */
        boolean isFollowed();
    }

    /**
     * What a tracer is told of a step, as its request.
     *
     * @param name whose verticle it is and what it does, such as {@code router.submit}
     * @param message which it is about, where it is about one
     */
    public record Step(String name, Optional<MessageId> message) {}

    /** Whether there is a tracer. */
    public static boolean haveTracer(Vertx vertx) {
        return ((ContextInternal) vertx.getOrCreateContext()).tracer() != null;
    }

    /** Whether a step that is taken now belongs to a trace that is followed. */
    public static boolean areFollowed() {
        return areFollowed(ContextInternal.current());
    }

    private static boolean areFollowed(ContextInternal here) {
        if (here == null || here.tracer() == null) {
            return false;
        }
        Trace trace = TRACE.get(here);
        return trace != null && trace.isFollowed();
    }

    /**
     * Takes the first step of a trace, where it belongs to none as yet and there is a tracer.
     *
     * @return the future of {@code work}, on the calling context
     */
    public static <T> Future<T> begin(String name, Supplier<Future<T>> work) {
        ContextInternal here = ContextInternal.current();
        return here == null || here.tracer() == null
                ? work.get()
                : take(here, TracingPolicy.ALWAYS, new Step(name, Optional.empty()), work);
    }

    /**
     * Takes a step of the trace that is followed, if one is.
     *
     * @param about the message that it is about, or a question about one; may be anything
     * @return the future of {@code work}, on the calling context; failed with what {@code work} throws where it is followed
     */
    public static <T> Future<T> take(String name, Object about, Supplier<Future<T>> work) {
        ContextInternal here = ContextInternal.current();
        return areFollowed(here)
                ? take(here, TracingPolicy.PROPAGATE, new Step(name, messageOf(about)), work)
                : work.get();
    }

    /** The context itself, or a turn of it that belongs to the trace that is followed here. */
    public static ContextInternal onward(ContextInternal there) {
        ContextInternal here = ContextInternal.current();
        if (!areFollowed(here)) {
            return there;
        }
        ContextInternal turn = there.duplicate(true);
        TRACE.put(turn, TRACE.get(here));
        return turn;
    }

    @SuppressWarnings("unchecked")
    private static <T> Future<T> take(ContextInternal here, TracingPolicy policy, Step step, Supplier<Future<T>> work) {
        VertxTracer<Object, Object> tracer = here.tracer();
        ContextInternal turn = here.duplicate(true);
        Object span =
                tracer.receiveRequest(turn, SpanKind.RPC, policy, step, step.name(), List.of(), TagExtractor.empty());
        Promise<T> done = here.promise();
        turn.emit(now -> outcome(work).onComplete((value, cause) -> {
            tracer.sendResponse(turn, null, span, cause, TagExtractor.empty());
            done.complete(value, cause);
        }));
        return done.future();
    }

    private static <T> Future<T> outcome(Supplier<Future<T>> work) {
        try {
            return work.get();
        } catch (RuntimeException thrown) {
            return Future.failedFuture(thrown);
        }
    }

    private static Optional<MessageId> messageOf(Object about) {
        if (about instanceof Message message) {
            return Optional.of(message.id());
        } else if (about instanceof Submit submit) {
            return messageOf(submit.message());
        } else if (about instanceof Announce announce) {
            return messageOf(announce.entry());
        } else if (about instanceof Append append) {
            return messageOf(append.message());
        } else if (about instanceof Deliver deliver && deliver.news() instanceof News.Entry entry) {
            return messageOf(entry.message());
        }
        return Optional.empty();
    }
}
