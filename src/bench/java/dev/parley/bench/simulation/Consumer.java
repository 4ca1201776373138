package dev.parley.bench.simulation;

import io.vertx.core.Future;
import io.vertx.core.Handler;
import io.vertx.core.eventbus.Message;
import io.vertx.core.eventbus.MessageConsumer;
import io.vertx.core.streams.ReadStream;

/** Somebody on a machine who takes in what is sent to an address. */
final class Consumer<T> implements MessageConsumer<T> {
    private final Wire wire;
    private final String address;
    private Handler<Message<T>> handler;

    Consumer(Wire wire, String address) {
        this.wire = wire;
        this.address = address;
    }

    Machine machine() {
        return wire.machine();
    }

    /** Bodies have the type that the endpoint or topic says. */
    @SuppressWarnings("unchecked")
    void handle(Message<?> message) {
        handler.handle((Message<T>) message);
    }

    @Override
    public MessageConsumer<T> handler(Handler<Message<T>> taker) {
        handler = taker;
        wire.add(this);
        return this;
    }

    @Override
    public String address() {
        return address;
    }

    @Override
    public Future<Void> completion() {
        return Future.succeededFuture();
    }

    @Override
    public Future<Void> unregister() {
        wire.remove(this);
        return Future.succeededFuture();
    }

    @Override
    public boolean isRegistered() {
        throw new UnsupportedOperationException();
    }

    @Override
    public ReadStream<T> bodyStream() {
        throw new UnsupportedOperationException();
    }

    @Override
    public MessageConsumer<T> exceptionHandler(Handler<Throwable> taker) {
        throw new UnsupportedOperationException();
    }

    @Override
    public MessageConsumer<T> pause() {
        throw new UnsupportedOperationException();
    }

    @Override
    public MessageConsumer<T> resume() {
        throw new UnsupportedOperationException();
    }

    @Override
    public MessageConsumer<T> fetch(long amount) {
        throw new UnsupportedOperationException();
    }

    @Override
    public MessageConsumer<T> endHandler(Handler<Void> taker) {
        throw new UnsupportedOperationException();
    }
}
