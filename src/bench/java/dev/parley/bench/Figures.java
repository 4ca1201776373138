package dev.parley.bench;

import io.vertx.core.json.JsonObject;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.HdrHistogram.Histogram;

/**
 * What came of one run.
 *
 * @param name of what was measured, such as {@code parley}
 * @param perSecond operations that were due in a second
 * @param counts how often what happened, the warm-up included; and times and sizes, whose names end in their units
 * @param latencies in nanoseconds, of what was due while it was measured
 */
record Figures(
        String name,
        double perSecond,
        double seconds,
        Map<String, Long> counts,
        Cost cost,
        Map<String, Histogram> latencies) {
    /** What must not happen. */
    private static final List<String> FAULTS = List.of(
            "missing",
            "came twice",
            "out of order",
            "came to a stranger",
            "under another id",
            "accepted twice",
            Arrivals.NOT_IN_STEP);

    /** How names end that are no counts. */
    private static final List<String> UNITS = List.of(", ms", ", µs", ", MB", ", seconds");

    /** Which percentiles a report says. */
    static final double[] PERCENTILES = {50, 90, 99, 99.9, 100};

    long count(String what) {
        return counts.getOrDefault(what, 0L);
    }

    /** How often something happened that must not, whatever the load. */
    long faults() {
        return FAULTS.stream().mapToLong(this::count).sum();
    }

    /** How often something did not work out that may fail under too much load. */
    long failures() {
        return counts.entrySet().stream()
                        .filter(entry -> entry.getKey().startsWith("failed")
                                || entry.getKey().startsWith("error"))
                        .mapToLong(Map.Entry::getValue)
                        .sum()
                + count("unanswered")
                + count("cut off");
    }

    /** The same under another name. */
    Figures named(String other) {
        return new Figures(other, perSecond, seconds, counts, cost, latencies);
    }

    /** A percentile in milliseconds; 0 when nothing of that name was timed. */
    double millis(String latency, double percentile) {
        Histogram histogram = latencies.get(latency);
        return histogram == null || histogram.getTotalCount() == 0
                ? 0
                : histogram.getValueAtPercentile(percentile) / (double) TimeUnit.MILLISECONDS.toNanos(1);
    }

    /**
     * The same with what those who came cost as long as they stay.
     *
     * @param usedNanos of the server's processor time
     */
    Figures staying(long residentBytes, long residentBytesBefore, long sessions, long usedNanos, int staySeconds) {
        Map<String, Long> more = new LinkedHashMap<>(counts);
        more.put("stayed, seconds", (long) staySeconds);
        more.put("server CPU while they stayed, ms", TimeUnit.NANOSECONDS.toMillis(usedNanos));
        return new Figures(
                name, perSecond, seconds, more, cost.staying(residentBytes, residentBytesBefore, sessions), latencies);
    }

    /**
     * The same with what the server takes while nobody does anything.
     *
     * @param usedNanos of its processor time in that time
     */
    Figures resting(long usedNanos, int restSeconds) {
        Map<String, Long> more = new LinkedHashMap<>(counts);
        double beyond = cost.serverCpuNanos() - (double) usedNanos / restSeconds * seconds;
        more.put("server CPU a second at rest, ms", TimeUnit.NANOSECONDS.toMillis(usedNanos / restSeconds));
        more.put(
                "server CPU an operation beyond that, µs",
                Math.round(beyond / TimeUnit.MICROSECONDS.toNanos(1) / cost.operations()));
        return new Figures(name, perSecond, seconds, more, cost, latencies);
    }

    /** What two generators measured at one time of one server, together. */
    Figures with(Figures other) {
        Map<String, Long> both = new LinkedHashMap<>(counts);
        other.counts.forEach((what, count) -> both.merge(what, count, isCount(what) ? Long::sum : Math::max));
        Map<String, Histogram> added = new LinkedHashMap<>();
        Stream.of(this, other)
                .forEach(figures -> figures.latencies.forEach(
                        (what, histogram) -> Latencies.add(added, what).add(histogram)));
        return new Figures(
                name,
                perSecond + other.perSecond,
                Math.max(seconds, other.seconds),
                both,
                cost.with(other.cost),
                added);
    }

    /** Whether it is no time or size, of which two generators saw the same. */
    private static boolean isCount(String what) {
        return UNITS.stream().noneMatch(what::endsWith);
    }

    /** All but the histograms, of which it has some percentiles. */
    JsonObject toJson() {
        JsonObject timed = new JsonObject();
        latencies.forEach((what, histogram) -> timed.put(what, percentiles(what, histogram)));
        return new JsonObject()
                .put("name", name)
                .put("perSecond", perSecond)
                .put("seconds", seconds)
                .put("counts", new JsonObject(new LinkedHashMap<>(counts)))
                .put("cost", cost.toJson())
                .put("latencyMillis", timed);
    }

    private JsonObject percentiles(String what, Histogram histogram) {
        JsonObject json = new JsonObject().put("count", histogram.getTotalCount());
        for (double percentile : PERCENTILES) {
            json.put(label(percentile), millis(what, percentile));
        }
        return json;
    }

    /** How a percentile is called. */
    static String label(double percentile) {
        return percentile == 100
                ? "max"
                : "p" + (percentile == Math.rint(percentile) ? "" + (int) percentile : percentile);
    }

    /** @param latencies the histograms, which are kept apart */
    static Figures read(JsonObject json, Map<String, Histogram> latencies) {
        Map<String, Long> counts = new LinkedHashMap<>();
        json.getJsonObject("counts")
                .forEach(entry -> counts.put(entry.getKey(), ((Number) entry.getValue()).longValue()));
        return new Figures(
                json.getString("name"),
                json.getDouble("perSecond"),
                json.getDouble("seconds"),
                counts,
                Cost.read(json.getJsonObject("cost")),
                latencies);
    }
}
