package dev.parley.bench.simulation;

import io.vertx.core.Future;
import io.vertx.core.MultiMap;
import io.vertx.core.eventbus.DeliveryOptions;
import io.vertx.core.eventbus.Message;

/** Something that the bus has carried, and that nobody waits for an answer to. */
class Carried<T> implements Message<T> {
    private final String address;
    private final T body;

    Carried(String address, T body) {
        this.address = address;
        this.body = body;
    }

    @Override
    public String address() {
        return address;
    }

    @Override
    public T body() {
        return body;
    }

    /** None: what processes say by their own clocks means nothing in simulated time. */
    @Override
    public MultiMap headers() {
        return MultiMap.caseInsensitiveMultiMap();
    }

    @Override
    public String replyAddress() {
        throw new UnsupportedOperationException();
    }

    @Override
    public boolean isSend() {
        throw new UnsupportedOperationException();
    }

    @Override
    public void reply(Object reply, DeliveryOptions options) {
        throw new UnsupportedOperationException();
    }

    @Override
    public <S> Future<Message<S>> replyAndRequest(Object message, DeliveryOptions options) {
        throw new UnsupportedOperationException();
    }
}
