package dev.parley.bus;

import com.fasterxml.jackson.databind.ObjectMapper;
import dev.parley.model.Failure;
import dev.parley.model.FailureCode;
import io.vertx.core.Closeable;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.eventbus.DeliveryOptions;
import io.vertx.core.eventbus.EventBus;
import io.vertx.core.eventbus.Message;
import io.vertx.core.eventbus.MessageConsumer;
import io.vertx.core.internal.ContextInternal;
import io.vertx.core.internal.VertxInternal;
import io.vertx.core.json.JsonObject;
import io.vertx.core.spi.cluster.ClusterManager;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Consumer;
import java.util.function.Function;

/**
 * The typed way onto the event bus. One for a process; safe for use by any thread.
 *
 * <p>A question goes to a server in this process where there is one, past the event bus; and over the cluster otherwise.
 * Every failure that comes back is a {@link Failure}: {@code TIMEOUT} when the outcome is unknown, {@code UNAVAILABLE} when
 * nobody serves the address, and whatever the server failed with. What has timed out before it arrives is not begun. Questions
 * and answers are records; JSON is for programs that know none.
 */
public final class Bus {
    /** What all addresses begin with. */
    private static final String ROOT = "chat.";

    private final EventBus events;
    private final BusMeter meter;
    private final ObjectMapper mapper = WireMapper.create();
    private final Map<Class<?>, String> codecs = new ConcurrentHashMap<>();
    private final LocalServers servers = new LocalServers();
    private final Arrivals arrivals = new Arrivals(System::nanoTime);
    private final Vertx vertx;

    public Bus(Vertx vertx) {
        this(vertx, (address, why) -> {});
    }

    public Bus(Vertx vertx, BusMeter meter) {
        this.vertx = vertx;
        this.events = vertx.eventBus();
        this.meter = meter;
    }

    /** Handles one question. */
    @FunctionalInterface
    public interface Server<Q, R> extends Function<Q, Future<R>> {}

    /** Something that can be taken back. */
    @FunctionalInterface
    public interface Registration {
        /** @return a future completed when nothing more will arrive */
        Future<Void> end();
    }

    /**
     * Answers an endpoint on the calling context, until the registration is ended or the calling verticle is undeployed.
     *
     * @return a future completed when the cluster knows of it
     */
    public <Q, R> Future<Registration> serve(Endpoint<Q, R> endpoint, Server<Q, R> server) {
        return serve(new LocalServer<>(endpoint.address(), stepOf(endpoint, server), Optional.of(context())), endpoint);
    }

    /**
     * The same for a server that is safe for use by any thread: what is asked in this process is answered on the thread that
     * asks, without waking another; what others ask, on the calling context. The server neither blocks nor computes for long.
     *
     * @return a future completed when the cluster knows of it
     */
    public <Q, R> Future<Registration> serveInPlace(Endpoint<Q, R> endpoint, Server<Q, R> server) {
        return serve(new LocalServer<>(endpoint.address(), stepOf(endpoint, server), Optional.empty()), endpoint);
    }

    private <Q, R> Server<Q, R> stepOf(Endpoint<Q, R> endpoint, Server<Q, R> server) {
        if (!Steps.haveTracer(vertx)) {
            return server;
        }
        String name = endpoint.base().substring(ROOT.length());
        return question -> Steps.take(name, question, () -> server.apply(question));
    }

    private <Q, R> Future<Registration> serve(LocalServer<Q, R> server, Endpoint<Q, R> endpoint) {
        options(endpoint.request());
        DeliveryOptions replyOptions = options(endpoint.reply());
        MessageConsumer<Q> consumer = events.consumer(endpoint.address());
        consumer.handler(question -> {
            if (arrivals.isTooLate(question.headers(), endpoint.timeout())) {
                question.reply(ReplyFailures.write(ReplyFailures.late(endpoint.address())));
            } else {
                reply(question, server, replyOptions);
            }
        });
        ContextInternal home = context();
        Closeable undeployed = done -> {
            servers.remove(server);
            done.succeed();
        };
        return consumer.completion().map(ready -> {
            servers.add(server);
            home.addCloseHook(undeployed);
            return () -> {
                servers.remove(server);
                home.removeCloseHook(undeployed);
                return consumer.unregister();
            };
        });
    }

    /**
     * Asks whoever serves {@code endpoint}.
     *
     * @return a future completed with the answer, or failed with a {@link Failure}
     */
    public <Q, R> Future<R> request(Endpoint<Q, R> endpoint, Q question) {
        return servers.any(endpoint)
                .map(server -> server.ask(context(), question, endpoint.timeout()))
                .orElseGet(() -> carry(endpoint, question))
                .onFailure(cause -> count(endpoint, cause));
    }

    private <Q, R> Future<R> carry(Endpoint<Q, R> endpoint, Q question) {
        options(endpoint.reply());
        DeliveryOptions options = arrivals.stamp(options(endpoint.request()))
                .setSendTimeout(endpoint.timeout().toMillis());
        return events.<R>request(endpoint.address(), question, options)
                .map(Message::body)
                .recover(cause -> Future.failedFuture(ReplyFailures.read(endpoint.address(), cause)));
    }

    /** Tells every listener of {@code topic} on every node. */
    public <T> void publish(Topic<T> topic, T news) {
        events.publish(topic.address(), news, new DeliveryOptions().setCodecName(codec(topic.type())));
    }

    /**
     * Listens to {@code topic} on the calling context.
     *
     * @return a future completed when the cluster knows of it
     */
    public <T> Future<Registration> subscribe(Topic<T> topic, Consumer<T> listener) {
        codec(topic.type());
        MessageConsumer<T> consumer = events.consumer(topic.address());
        consumer.handler(news -> listener.accept(news.body()));
        return consumer.completion().map(ready -> consumer::unregister);
    }

    /** How many processes share the bus, as far as this one knows: 1 without a cluster. */
    public int processes() {
        ClusterManager cluster = ((VertxInternal) vertx).clusterManager();
        return cluster == null ? 1 : cluster.getNodes().size();
    }

    private ContextInternal context() {
        return (ContextInternal) vertx.getOrCreateContext();
    }

    private void count(Endpoint<?, ?> endpoint, Throwable cause) {
        FailureCode why = ((Failure) cause).code();
        if (why == FailureCode.TIMEOUT || why == FailureCode.UNAVAILABLE) {
            meter.failed(endpoint.base(), why);
        }
    }

    private static <Q, R> void reply(Message<Q> question, LocalServer<Q, R> server, DeliveryOptions options) {
        server.answer(question.body(), (body, failure) -> {
            if (failure == null) {
                question.reply(body, options);
            } else {
                question.reply(ReplyFailures.write((Failure) failure));
            }
        });
    }

    /** JSON goes as the event bus itself carries it, which any program can read. */
    private DeliveryOptions options(Class<?> type) {
        DeliveryOptions options = new DeliveryOptions();
        return type == JsonObject.class ? options : options.setCodecName(codec(type));
    }

    private String codec(Class<?> type) {
        return codecs.computeIfAbsent(type, this::register);
    }

    private <T> String register(Class<T> type) {
        RecordCodec<T> codec = new RecordCodec<>(mapper, type);
        events.registerCodec(codec);
        return codec.name();
    }
}
