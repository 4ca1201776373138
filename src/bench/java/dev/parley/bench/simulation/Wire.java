package dev.parley.bench.simulation;

import io.vertx.core.Future;
import io.vertx.core.eventbus.DeliveryOptions;
import io.vertx.core.eventbus.EventBus;
import io.vertx.core.eventbus.Message;
import io.vertx.core.eventbus.MessageCodec;
import io.vertx.core.eventbus.MessageConsumer;

/** The event bus as one machine sees it: what {@code Bus} uses of it. */
final class Wire {
    private final Network network;
    private final Machine machine;

    Wire(Network network, Machine machine) {
        this.network = network;
        this.machine = machine;
    }

    Machine machine() {
        return machine;
    }

    void add(Consumer<?> consumer) {
        network.add(consumer);
    }

    void remove(Consumer<?> consumer) {
        network.remove(consumer);
    }

    <T> MessageConsumer<T> consumer(String address) {
        return new Consumer<>(this, address);
    }

    <T> Future<Message<T>> request(String address, Object body, DeliveryOptions options) {
        return network.<T>ask(machine, address, body, options.getSendTimeout()).answer();
    }

    EventBus publish(String address, Object body, DeliveryOptions options) {
        network.publish(machine, address, body);
        return null;
    }

    EventBus registerCodec(MessageCodec<?, ?> codec) {
        return null;
    }
}
