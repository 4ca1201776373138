package dev.parley.store.cassandra;

import com.datastax.oss.driver.api.core.cql.Row;
import java.util.Comparator;

/** Which way a log is read, and what of it. */
enum Direction {
    /** From the newest. */
    DOWN(Cql.BUCKETS_DOWN, Cql.DOWN, Cql.LIGHT),
    /** From the newest, and only who wrote what kind of entry, and whether it was deleted. */
    HEADS_DOWN(Cql.BUCKETS_DOWN, Cql.HEADS, Cql.LIGHT_HEADS),
    /** From the oldest. */
    UP(Cql.BUCKETS_UP, Cql.UP, Cql.LIGHT);

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

    Comparator<Row> order() {
        Comparator<Row> up = Comparator.comparingLong(row -> row.getLong("id"));
        return this == UP ? up : up.reversed();
    }

    int next(int bucket) {
        return this == UP ? bucket + 1 : bucket - 1;
    }
}
