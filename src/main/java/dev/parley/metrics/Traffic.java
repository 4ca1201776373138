package dev.parley.metrics;

import dev.parley.model.FailureCode;
import dev.parley.model.MessageId;
import dev.parley.node.TrafficMeter;
import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Timer;
import java.time.Duration;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.LongAdder;
import java.util.function.Function;
import java.util.stream.Stream;

/** Measures what clients do and get. Meters with labels are looked up once for each value of the label, not once for each frame. */
final class Traffic implements TrafficMeter {
    private static final Duration[] BOUNDS = Stream.of(1, 2, 5, 10, 25, 50, 100, 250, 500, 1_000, 2_500, 5_000, 10_000)
            .map(Duration::ofMillis)
            .toArray(Duration[]::new);

    private final MeterRegistry registry;
    private final Map<Class<?>, Counter> heard = new ConcurrentHashMap<>();
    private final Map<String, Counter> said = new ConcurrentHashMap<>();
    private final Map<FailureCode, Counter> failed = new ConcurrentHashMap<>();
    private final Map<Integer, Counter> closed = new ConcurrentHashMap<>();
    private final LongAdder queued = new LongAdder();
    private final Counter accepted;
    private final Counter synced;
    private final Counter missed;
    private final Timer delivery;
    private final Timer lag;

    Traffic(MeterRegistry registry) {
        this.registry = registry;
        this.accepted = counter("parley.accepted", "Messages of clients of this node that were accepted");
        this.synced = counter("parley.syncs", "Pages of inboxes that clients of this node asked for");
        this.missed =
                counter("parley.directory.misses", "Users who were delivered to here, and are not connected here");
        this.delivery = timer(
                "parley.delivery", "From the time of a message's id to the sockets of its members; live ones only");
        this.lag = timer("parley.event.loop.lag", "How late the event loops of the edge are");
        Gauge.builder("parley.outbox.bytes", queued, LongAdder::sum)
                .description("What was written to clients and has not left yet")
                .strongReference(true)
                .register(registry);
    }

    @Override
    public void heard(Class<?> frame) {
        counter(heard, frame, type -> frames("in", type.getSimpleName().toLowerCase(Locale.ROOT)));
    }

    @Override
    public void said(String type) {
        counter(said, type, name -> frames("out", name));
    }

    @Override
    public void queued(long bytes) {
        queued.add(bytes);
    }

    @Override
    public void delivered(MessageId message) {
        long age = System.currentTimeMillis() - MessageId.timeMillis(message.value());
        delivery.record(Math.max(age, 0), TimeUnit.MILLISECONDS);
    }

    @Override
    public void accepted() {
        accepted.increment();
    }

    @Override
    public void failed(FailureCode why) {
        counter(failed, why, code -> registry.counter("parley.failed", "code", code.wireName()));
    }

    @Override
    public void synced() {
        synced.increment();
    }

    @Override
    public void closed(int code) {
        counter(closed, code, number -> registry.counter("parley.closes", "code", String.valueOf(number)));
    }

    @Override
    public void missed(int users) {
        missed.increment(users);
    }

    @Override
    public void lagged(long millis) {
        lag.record(Math.max(millis, 0), TimeUnit.MILLISECONDS);
    }

    private static <K> void counter(Map<K, Counter> counters, K key, Function<K, Counter> make) {
        Counter known = counters.get(key);
        (known == null ? counters.computeIfAbsent(key, make) : known).increment();
    }

    private Counter frames(String direction, String type) {
        return registry.counter("parley.frames", "direction", direction, "type", type);
    }

    private Counter counter(String name, String about) {
        return Counter.builder(name).description(about).register(registry);
    }

    private Timer timer(String name, String about) {
        return Timer.builder(name)
                .description(about)
                .serviceLevelObjectives(BOUNDS)
                .register(registry);
    }
}
