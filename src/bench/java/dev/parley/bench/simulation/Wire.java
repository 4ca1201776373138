package dev.parley.bench.simulation;

import io.vertx.core.Future;
import io.vertx.core.eventbus.DeliveryOptions;
import io.vertx.core.eventbus.EventBus;
import io.vertx.core.eventbus.Message;
import io.vertx.core.eventbus.MessageCodec;
import io.vertx.core.eventbus.MessageConsumer;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/** The event bus as one machine sees it: what {@code Bus} uses of it. */
final class Wire {
    private final Network network;
    private final Machine machine;
    private final Map<String, List<Consumer<?>>> here = new HashMap<>();

    Wire(Network network, Machine machine) {
        this.network = network;
        this.machine = machine;
    }

    Machine machine() {
        return machine;
    }

    void add(Consumer<?> consumer) {
        here.merge(consumer.address(), List.of(consumer), (some, more) -> Stream.concat(some.stream(), more.stream())
                .toList());
        if (!consumer.isLocal()) {
            network.add(consumer);
        }
    }

    void remove(Consumer<?> consumer) {
        here.computeIfPresent(consumer.address(), (address, all) -> {
            List<Consumer<?>> rest =
                    all.stream().filter(other -> other != consumer).toList();
            return rest.isEmpty() ? null : rest;
        });
        if (!consumer.isLocal()) {
            network.remove(consumer);
        }
    }

    <T> MessageConsumer<T> consumer(String address) {
        return new Consumer<>(this, address, false);
    }

    <T> MessageConsumer<T> localConsumer(String address) {
        return new Consumer<>(this, address, true);
    }

    <T> Future<Message<T>> request(String address, Object body, DeliveryOptions options) {
        Consumer<?> local = options.isLocalOnly() ? here.get(address).get(0) : null;
        return network.<T>ask(machine, local, address, body, options.getSendTimeout())
                .answer();
    }

    EventBus publish(String address, Object body, DeliveryOptions options) {
        if (options.isLocalOnly()) {
            here.getOrDefault(address, List.of()).forEach(consumer -> consumer.handle(new Carried<>(address, body)));
        } else {
            network.publish(machine, address, body);
        }
        return null;
    }

    EventBus registerCodec(MessageCodec<?, ?> codec) {
        return null;
    }
}
