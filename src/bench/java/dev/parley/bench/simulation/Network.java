package dev.parley.bench.simulation;

import io.vertx.core.eventbus.EventBus;
import io.vertx.core.eventbus.ReplyException;
import io.vertx.core.eventbus.ReplyFailure;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * The event bus between machines. A message takes between a quarter and half of a millisecond, always the same between two
 * machines, so that they stay in order; what is sent to a dead one is lost.
 */
final class Network {
    private static final long NEAREST_NANOS = 250_000;
    private static final long SPREAD_NANOS = 250_000;
    private static final long MILLI = 1_000_000;

    private final Timeline timeline;
    private final Meter meter;
    private final Map<String, List<Consumer<?>>> consumers = new HashMap<>();
    private final Map<String, Integer> turns = new HashMap<>();
    private final Map<Long, Deque<Question<?>>> waiting = new HashMap<>();
    private final Map<String, Object> given = new HashMap<>();

    Network(Timeline timeline, Meter meter) {
        this.timeline = timeline;
        this.meter = meter;
    }

    EventBus join(Machine machine) {
        return Partial.of(EventBus.class, new Wire(this, machine));
    }

    void add(Consumer<?> consumer) {
        consumers
                .computeIfAbsent(consumer.address(), first -> new ArrayList<>())
                .add(consumer);
    }

    void remove(Consumer<?> consumer) {
        consumers.computeIfPresent(consumer.address(), (address, all) -> {
            all.remove(consumer);
            return all.isEmpty() ? null : all;
        });
    }

    /** The cluster has found out that a machine is no more. */
    void forget(Machine machine) {
        consumers.values().forEach(all -> all.removeIf(consumer -> consumer.machine() == machine));
        consumers.values().removeIf(List::isEmpty);
    }

    /** Gives one answer to all who ask for something, at once and at no cost. */
    void give(String address, Object answer) {
        given.put(address, answer);
    }

    void giveNoMore(String address) {
        given.remove(address);
    }

    /** Asks whoever's turn it is. */
    <R> Question<R> ask(Machine from, String address, Object body, long timeoutMillis) {
        Question<R> question = new Question<>(this, from, address, body, timeline.nanos() + timeoutMillis * MILLI);
        if (given.containsKey(address)) {
            question.take(given.get(address));
            return question;
        }
        Consumer<?> asked = next(address);
        if (asked == null) {
            from.work(0, 0, () -> question.fail(new ReplyException(ReplyFailure.NO_HANDLERS, address)));
            return question;
        }
        await(question, timeoutMillis);
        question.sentTo(asked.machine());
        carry(from, asked.machine(), address, Effort.of(body), () -> asked.handle(question));
        return question;
    }

    void publish(Machine from, String address, Object body) {
        for (Consumer<?> consumer : List.copyOf(consumers.getOrDefault(address, List.of()))) {
            carry(
                    from,
                    consumer.machine(),
                    address,
                    Effort.of(body),
                    () -> consumer.handle(new Carried<>(address, body)));
        }
    }

    void answer(Machine from, Machine to, Runnable task) {
        carry(from, to, "answer", Effort.ofAnswer(), task);
    }

    private void carry(Machine from, Machine to, String address, long cost, Runnable task) {
        if (from != to) {
            meter.message(to, address);
        }
        to.work(from == to ? 0 : distance(from, to), cost, task);
    }

    private Consumer<?> next(String address) {
        List<Consumer<?>> all = consumers.get(address);
        return all == null ? null : all.get(Math.floorMod(turns.merge(address, 1, Integer::sum), all.size()));
    }

    private static long distance(Machine one, Machine other) {
        long pair = (one.id().hashCode() * 31L + other.id().hashCode()) * 0x9E3779B97F4A7C15L;
        return NEAREST_NANOS + (pair >>> 32) % SPREAD_NANOS;
    }

    /** Questions of one patience run out in the order that they were asked. */
    private void await(Question<?> question, long timeoutMillis) {
        Deque<Question<?>> same = waiting.computeIfAbsent(timeoutMillis, first -> new ArrayDeque<>());
        dropAnswered(same);
        if (same.isEmpty()) {
            timeline.inMillis(timeoutMillis, () -> giveUp(same));
        }
        same.add(question);
    }

    private void giveUp(Deque<Question<?>> same) {
        dropAnswered(same);
        while (!same.isEmpty() && same.peek().deadline() <= timeline.nanos()) {
            Question<?> late = same.remove();
            meter.count("bus requests not answered in time", 1);
            late.fail(new ReplyException(ReplyFailure.TIMEOUT, late.address()));
            dropAnswered(same);
        }
        if (!same.isEmpty()) {
            timeline.at(same.peek().deadline(), () -> giveUp(same));
        }
    }

    private static void dropAnswered(Deque<Question<?>> same) {
        while (!same.isEmpty() && same.peek().isOver()) {
            same.remove();
        }
    }
}
