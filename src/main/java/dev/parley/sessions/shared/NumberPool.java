package dev.parley.sessions.shared;

import dev.parley.model.Failure;
import dev.parley.model.FailureCode;
import dev.parley.model.NodeId;
import dev.parley.model.NodeNumber;
import dev.parley.sessions.shared.SharedMap.Change;
import io.vertx.core.Future;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ThreadLocalRandom;
import java.util.function.LongSupplier;
import java.util.stream.IntStream;

/**
 * Which node holds which number. A number that was given up or ran out rests before another node gets it. A free one is picked at random: two
 * halves of a split cluster seldom pick the same.
 */
final class NumberPool {
    private static final int MOST_TRIES = 16;

    private final SharedMap holders;
    private final LongSupplier wallMillis;
    private final int count;

    /** @param count how many numbers there are, from 0 on */
    NumberPool(SharedMap holders, LongSupplier wallMillis, int count) {
        this.holders = holders;
        this.wallMillis = wallMillis;
        this.count = count;
    }

    private record Holder(long untilMillis, NodeId node) {
        static Holder parse(String text) {
            int end = text.indexOf(' ');
            return new Holder(Long.parseLong(text.substring(0, end)), new NodeId(text.substring(end + 1)));
        }

        String write() {
            return untilMillis + " " + node;
        }

        boolean keepsOut(NodeId other, long nowMillis) {
            return !node.equals(other) && nowMillis < untilMillis + NodeNumber.REST.toMillis();
        }
    }

    /**
     * Gives {@code node} the number it wants until then where no other node has it, else any free one.
     *
     * @return a future completed with the number, or failed with {@code UNAVAILABLE} when none is free
     */
    Future<NodeNumber> hold(NodeId node, Optional<NodeNumber> wanted, long untilMillis) {
        Holder holder = new Holder(untilMillis, node);
        return wanted.map(number -> claim(number, holder)
                        .compose(mine -> mine ? Future.succeededFuture(number) : pick(holder, MOST_TRIES)))
                .orElseGet(() -> pick(holder, MOST_TRIES));
    }

    /** Ends the hold of {@code node}; the number's rest begins now. */
    Future<Void> release(NodeId node, NodeNumber number) {
        return holders.update(key(number), current -> {
            Optional<String> next = current.map(Holder::parse)
                    .map(holder -> holder.node().equals(node) ? new Holder(wallMillis.getAsLong(), node) : holder)
                    .map(Holder::write);
            return Future.succeededFuture(new Change<Void>(next, null));
        });
    }

    private Future<Boolean> claim(NodeNumber number, Holder claimant) {
        return holders.update(key(number), current -> {
            boolean taken = current.map(Holder::parse)
                    .filter(holder -> holder.keepsOut(claimant.node(), wallMillis.getAsLong()))
                    .isPresent();
            return Future.succeededFuture(
                    taken ? new Change<>(current, false) : new Change<>(Optional.of(claimant.write()), true));
        });
    }

    private Future<NodeNumber> pick(Holder holder, int tries) {
        return holders.entries().compose(taken -> {
            List<NodeNumber> free = free(taken, holder.node());
            if (free.isEmpty() || tries == 0) {
                return Future.failedFuture(Failure.of(FailureCode.UNAVAILABLE, "no node number is free"));
            }
            NodeNumber number = free.get(ThreadLocalRandom.current().nextInt(free.size()));
            return claim(number, holder)
                    .compose(mine -> mine ? Future.succeededFuture(number) : pick(holder, tries - 1));
        });
    }

    private List<NodeNumber> free(Map<String, String> taken, NodeId node) {
        long now = wallMillis.getAsLong();
        return IntStream.range(0, count)
                .mapToObj(NodeNumber::new)
                .filter(number -> Optional.ofNullable(taken.get(key(number)))
                        .map(Holder::parse)
                        .filter(holder -> holder.keepsOut(node, now))
                        .isEmpty())
                .toList();
    }

    private static String key(NodeNumber number) {
        return Integer.toString(number.value());
    }
}
