package dev.parley.bench.simulation;

import io.vertx.core.Future;
import io.vertx.core.eventbus.DeliveryOptions;
import io.vertx.core.eventbus.Message;
import io.vertx.core.eventbus.ReplyException;
import io.vertx.core.internal.PromiseInternal;

/** A request on the bus, and whoever waits for its answer. */
final class Question<R> extends Carried<Object> {
    private final Network network;
    private final Machine from;
    private final long deadline;
    private final PromiseInternal<Message<R>> answer;
    private Machine to;

    /** @param deadline until when an answer is waited for, in nanoseconds since the simulation began */
    Question(Network network, Machine from, String address, Object body, long deadline) {
        super(address, body);
        this.network = network;
        this.from = from;
        this.deadline = deadline;
        this.answer = from.promise();
    }

    void sentTo(Machine machine) {
        to = machine;
    }

    long deadline() {
        return deadline;
    }

    boolean isOver() {
        return answer.isComplete() || from.isDead();
    }

    Future<Message<R>> answer() {
        return answer.future();
    }

    void fail(ReplyException failure) {
        if (!from.isDead()) {
            answer.tryFail(failure);
        }
    }

    @Override
    public void reply(Object reply, DeliveryOptions options) {
        if (!to.isDead()) {
            network.answer(to, from, () -> take(reply));
        }
    }

    @Override
    public void reply(Object reply) {
        reply(reply, new DeliveryOptions());
    }

    /** Replies have the type that the endpoint says. */
    @SuppressWarnings("unchecked")
    void take(Object reply) {
        if (reply instanceof ReplyException failure) {
            answer.tryFail(failure);
        } else {
            answer.tryComplete(new Carried<>(address(), (R) reply));
        }
    }
}
