package dev.parley.bus;

import com.fasterxml.jackson.databind.ObjectMapper;
import dev.parley.model.Failure;
import dev.parley.model.FailureCode;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.eventbus.DeliveryOptions;
import io.vertx.core.eventbus.EventBus;
import io.vertx.core.eventbus.Message;
import io.vertx.core.eventbus.MessageConsumer;
import io.vertx.core.json.JsonObject;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Consumer;
import java.util.function.Function;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The typed way onto the event bus. One for a process; safe for use by any thread.
 *
 * <p>A question goes to a server on this node where there is one, and over the cluster otherwise. Every failure that
 * comes back is a {@link Failure}: {@code TIMEOUT} when the outcome is unknown, {@code UNAVAILABLE} when nobody serves the
 * address, and whatever the server failed with. Questions and answers are records; JSON is for programs that know none.
 */
public final class Bus {
    private static final Logger LOG = LoggerFactory.getLogger(Bus.class);

    private final EventBus events;
    private final BusMeter meter;
    private final ObjectMapper mapper = WireMapper.create();
    private final Map<Class<?>, String> codecs = new ConcurrentHashMap<>();
    private final Map<String, AtomicInteger> servedHere = new ConcurrentHashMap<>();

    public Bus(Vertx vertx) {
        this(vertx, (address, why) -> {});
    }

    public Bus(Vertx vertx, BusMeter meter) {
        this.events = vertx.eventBus();
        this.meter = meter;
    }

    /** Handles one question; runs on the context that called {@link #serve}. */
    @FunctionalInterface
    public interface Server<Q, R> extends Function<Q, Future<R>> {}

    /** Something that can be taken back. */
    @FunctionalInterface
    public interface Registration {
        /** @return a future completed when nothing more will arrive */
        Future<Void> end();
    }

    /**
     * Answers an endpoint from the calling context until the registration is ended.
     *
     * @return a future completed when the cluster knows of it
     */
    public <Q, R> Future<Registration> serve(Endpoint<Q, R> endpoint, Server<Q, R> server) {
        options(endpoint.request());
        DeliveryOptions replyOptions = options(endpoint.reply());
        MessageConsumer<Q> consumer = events.consumer(endpoint.address());
        consumer.handler(question -> answer(question, server, replyOptions));
        AtomicInteger count = servedHere.computeIfAbsent(endpoint.address(), address -> new AtomicInteger());
        return consumer.completion().map(ready -> {
            count.incrementAndGet();
            return () -> {
                count.decrementAndGet();
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
        options(endpoint.reply());
        DeliveryOptions options = options(endpoint.request())
                .setSendTimeout(endpoint.timeout().toMillis())
                .setLocalOnly(isServedHere(endpoint.address()));
        return events.<R>request(endpoint.address(), question, options)
                .map(Message::body)
                .recover(
                        cause -> Future.failedFuture(counted(endpoint, ReplyFailures.read(endpoint.address(), cause))));
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

    /** Tells the listeners of {@code topic} on this node only. */
    public <T> void publishHere(Topic<T> topic, T news) {
        DeliveryOptions options =
                new DeliveryOptions().setCodecName(codec(topic.type())).setLocalOnly(true);
        events.publish(topic.address(), news, options);
    }

    /** Listens, on the calling context, to what this node publishes to {@code topic}; the cluster never knows of it. */
    public <T> Registration subscribeHere(Topic<T> topic, Consumer<T> listener) {
        codec(topic.type());
        MessageConsumer<T> consumer = events.localConsumer(topic.address());
        consumer.handler(news -> listener.accept(news.body()));
        return consumer::unregister;
    }

    private Failure counted(Endpoint<?, ?> endpoint, Failure failure) {
        if (failure.code() == FailureCode.TIMEOUT || failure.code() == FailureCode.UNAVAILABLE) {
            meter.failed(endpoint.base(), failure.code());
        }
        return failure;
    }

    private boolean isServedHere(String address) {
        AtomicInteger count = servedHere.get(address);
        return count != null && count.get() > 0;
    }

    private <Q, R> void answer(Message<Q> question, Server<Q, R> server, DeliveryOptions options) {
        Future<R> reply;
        try {
            reply = server.apply(question.body());
        } catch (RuntimeException e) {
            reply = Future.failedFuture(e);
        }
        reply.onComplete(
                body -> question.reply(body, options),
                cause -> question.reply(ReplyFailures.write(failureOf(question.address(), cause))));
    }

    private static Failure failureOf(String address, Throwable cause) {
        if (cause instanceof Failure failure) {
            return failure;
        }
        LOG.error("A request to {} failed", address, cause);
        return Failure.of(FailureCode.INTERNAL, "something went wrong here; it has been logged");
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
