package dev.parley.store.cassandra;

import dev.parley.model.Message;
import java.util.Comparator;

/** Which way a log is read. */
enum Direction {
    /** From the newest below a bound. */
    DOWN(Cql.BUCKETS_DOWN, Cql.DOWN, Cql.DOWN_LIGHT),
    /** From the oldest at or above a bound. */
    UP(Cql.BUCKETS_UP, Cql.UP, Cql.UP_LIGHT);

    private final Cql buckets;
    private final Cql one;
    private final Cql many;

    Direction(Cql buckets, Cql one, Cql many) {
        this.buckets = buckets;
        this.one = one;
        this.many = many;
    }

    Cql buckets() {
        return buckets;
    }

    /** Reads one bucket in order, a page at a time. */
    Cql one() {
        return one;
    }

    /** Reads small buckets together, in no order. */
    Cql many() {
        return many;
    }

    Comparator<Message> order() {
        Comparator<Message> up = Comparator.comparing(Message::id);
        return this == UP ? up : up.reversed();
    }

    int next(int bucket) {
        return this == UP ? bucket + 1 : bucket - 1;
    }
}
