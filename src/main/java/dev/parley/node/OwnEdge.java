package dev.parley.node;

import io.vertx.core.Future;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Supplier;

/** The edge of this node, all its instances together: how many sessions it holds, and whether it takes more in. Safe for use by any thread. */
public final class OwnEdge {
    private final int capacity;
    private final TrafficMeter meter;
    private final AtomicInteger sessions = new AtomicInteger();
    private final AtomicLong lagMillis = new AtomicLong();
    private final List<Supplier<Future<Void>>> instances = new CopyOnWriteArrayList<>();
    private volatile Runnable onChange = () -> {};
    private volatile boolean draining;
    private Optional<Future<Void>> drained = Optional.empty();

    /** @param capacity how many sessions it takes */
    public OwnEdge(int capacity, TrafficMeter meter) {
        this.capacity = capacity;
        this.meter = meter;
    }

    /** Measures what its clients do. */
    public TrafficMeter meter() {
        return meter;
    }

    /**
     * An instance listens from now on.
     *
     * @param drain sends its clients away; the future is completed when the last one is gone
     */
    public void join(Supplier<Future<Void>> drain) {
        instances.add(drain);
        onChange.run();
    }

    /** An instance listens no more. */
    public void leave(Supplier<Future<Void>> drain) {
        instances.remove(drain);
        onChange.run();
    }

    /** Counts a session. */
    public void enter() {
        sessions.incrementAndGet();
    }

    /** Counts a session no more. */
    public void exit() {
        sessions.decrementAndGet();
    }

    /** An event loop did something so much later than it was to. */
    public void lagged(long millis) {
        meter.lagged(millis);
        lagMillis.accumulateAndGet(millis, Math::max);
    }

    /** Whether it takes another session. */
    public boolean isOpen() {
        return !draining && sessions.get() < capacity;
    }

    public boolean isDraining() {
        return draining;
    }

    public int sessions() {
        return sessions.get();
    }

    /** How many sessions it takes. */
    public int capacity() {
        return capacity;
    }

    /** The longest lag since it was last asked for. */
    long takeLagMillis() {
        return lagMillis.getAndSet(0);
    }

    /** Whether clients can connect to it at all. */
    boolean listens() {
        return !instances.isEmpty();
    }

    /** @param action called whenever it begins or stops to take sessions */
    void onChange(Runnable action) {
        onChange = action;
    }

    /**
     * Takes no more sessions from now on, and sends away those there are. Doing it again does nothing more.
     *
     * @return a future completed when all are gone
     */
    public synchronized Future<Void> drain() {
        if (drained.isEmpty()) {
            draining = true;
            onChange.run();
            drained = Optional.of(
                    Future.join(instances.stream().map(Supplier::get).toList()).mapEmpty());
        }
        return drained.get();
    }
}
