package dev.parley.bench.capacity;

import java.util.Comparator;
import java.util.List;
import java.util.Locale;

/**
 * A part of the service and what limits it.
 *
 * @param most of how many nodes it can be made; those over that are not to be had today
 * @param limits each says how many nodes it asks for
 */
record Part(String name, int most, List<Figure> limits) {
    static final int ANY = Integer.MAX_VALUE;

    /** The limit that is met first. */
    Figure first() {
        return limits.stream().max(Comparator.comparingDouble(Figure::value)).orElseThrow();
    }

    /** At least two, so that one may die. */
    long nodes() {
        return Math.max(Math.min(2, most), (long) Math.ceil(first().value()));
    }

    boolean suffices() {
        return nodes() <= most;
    }

    /** How many people one of its nodes bears. */
    double bears(double users) {
        return users / first().value();
    }

    /** Nodes, as the table says them. */
    String count() {
        return suffices()
                ? String.format(Locale.ROOT, "%,d", nodes())
                : String.format(Locale.ROOT, "%,d, but %,d is the most", nodes(), most);
    }
}
