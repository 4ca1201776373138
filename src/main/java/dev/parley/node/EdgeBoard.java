package dev.parley.node;

import dev.parley.bus.EdgeService.Standing;
import dev.parley.model.NodeId;
import java.net.URI;
import java.time.Duration;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.IntUnaryOperator;
import java.util.function.LongSupplier;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/**
 * The edges of the cluster, as this node heard of them, and which of them a client is to go to: the less loaded of two that
 * are drawn at random (Mitzenmacher, "The Power of Two Choices in Randomized Load Balancing", 2001), so that a new edge fills
 * at no more than twice its share. Clients that were sent to an edge count there at once, for they show in what it tells of
 * itself only seconds later. Safe for use by any thread.
 */
public final class EdgeBoard {
    /** An edge that was not heard of for so long is no more: as long as a lease holds. */
    static final Duration KEPT = Duration.ofSeconds(10);
    /** Later than this, and an edge has more to do than it can. */
    static final long LATE_MILLIS = 1_000;

    private static final int DRAWS = 16;
    private static final int MOST_PLACES = 256;

    private final String region;
    private final LongSupplier nanos;
    private final IntUnaryOperator random;
    private final Map<NodeId, Known> known = new ConcurrentHashMap<>();
    private volatile List<NodeId> names = List.of();
    private volatile boolean newName;

    /**
     * @param region where clients of this node are
     * @param random draws a number below its argument
     */
    public EdgeBoard(String region, LongSupplier nanos, IntUnaryOperator random) {
        this.region = region;
        this.nanos = nanos;
        this.random = random;
    }

    /** @param sent clients that were sent there since it told of itself */
    private record Known(Standing standing, long untilNanos, AtomicInteger sent) {
        boolean isOpen() {
            return !standing.draining() && sessions() < standing.capacity();
        }

        /** How full it is; one that lags counts as full. */
        double load() {
            return standing.lagMillis() > LATE_MILLIS ? 1 : (double) sessions() / standing.capacity();
        }

        private int sessions() {
            return standing.sessions() + sent.get();
        }
    }

    /** Takes in what an edge told of itself. */
    public void learn(Standing standing) {
        Known news = new Known(standing, nanos.getAsLong() + KEPT.toNanos(), new AtomicInteger());
        if (known.put(standing.node(), news) == null) {
            alive();
            newName = true;
        }
    }

    /**
     * The edge that a client is to go to: in the region of this node where one takes more in, else anywhere.
     *
     * @return empty when no edge is known to take more in
     */
    public Optional<Standing> recommend() {
        return choose(region, 1, edge -> true);
    }

    /**
     * Edges for clients that another one does not take.
     *
     * @param from the node whose clients they are
     * @param near where they are
     * @param clients how many there are; not negative
     * @return as many as there are clients, or fewer, to be gone through in turn; none when no edge takes more in
     */
    List<URI> elsewhere(NodeId from, String near, int clients) {
        int places = Math.min(clients, MOST_PLACES);
        return IntStream.range(0, places)
                .mapToObj(place -> choose(near, (clients - place + places - 1) / places, edge -> !edge.standing()
                        .node()
                        .equals(from)))
                .flatMap(Optional::stream)
                .map(Standing::url)
                .toList();
    }

    /** Where edges are, whether or not they take more in. */
    public Set<URI> urls() {
        return alive().stream().map(edge -> edge.standing().url()).collect(Collectors.toSet());
    }

    /** @param clients how many are sent there */
    private Optional<Standing> choose(String near, int clients, Predicate<Known> wanted) {
        long now = nanos.getAsLong();
        Predicate<Known> open = wanted.and(edge -> now - edge.untilNanos() < 0 && edge.isOpen());
        Predicate<Known> nearby = open.and(edge -> edge.standing().region().equals(near));
        Optional<Known> chosen = lessLoadedOfTwo(nearby).or(() -> lessLoadedOfTwo(open));
        chosen.ifPresent(edge -> edge.sent().addAndGet(clients));
        return chosen.map(Known::standing);
    }

    private Optional<Known> lessLoadedOfTwo(Predicate<Known> wanted) {
        return draw(wanted).map(one -> {
            Known other = draw(wanted.and(edge -> !edge.equals(one))).orElse(one);
            return other.load() < one.load() ? other : one;
        });
    }

    /** One of those drawn first will mostly do, so that it costs no more with a thousand edges; else all are looked through. */
    private Optional<Known> draw(Predicate<Known> wanted) {
        List<NodeId> drawn = names();
        for (int draw = 0; draw < DRAWS && !drawn.isEmpty(); draw++) {
            Known edge = known.get(drawn.get(random.applyAsInt(drawn.size())));
            if (edge != null && wanted.test(edge)) {
                return Optional.of(edge);
            }
        }
        List<Known> left = alive().stream().filter(wanted).toList();
        return left.isEmpty() ? Optional.empty() : Optional.of(left.get(random.applyAsInt(left.size())));
    }

    /** A name that is no longer known is drawn in vain until there is a new one. */
    private List<NodeId> names() {
        if (newName) {
            newName = false;
            names = List.copyOf(known.keySet());
        }
        return names;
    }

    private Collection<Known> alive() {
        long now = nanos.getAsLong();
        known.values().removeIf(edge -> now - edge.untilNanos() >= 0);
        return known.values();
    }
}
