package dev.parley.bench.simulation;

import io.vertx.core.json.JsonObject;
import java.util.IntSummaryStatistics;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Map.Entry;
import java.util.stream.Collectors;

/**
 * What one scenario came to.
 *
 * @param seconds how long it was simulated
 * @param rightAfter seconds until the directory and the board were right about everybody; -1 if they never were
 * @param concerned clients whom it was about
 * @param sessions of an edge, at the end
 * @param connections to one edge in one second, at most
 * @param counts how many of what there were in all
 * @param busiest how many in one second, at most
 * @param hotSpots bus messages to one machine of a role in one second, at most
 */
record Outcome(
        Scenario scenario,
        long seconds,
        long rightAfter,
        long concerned,
        IntSummaryStatistics sessions,
        int connections,
        Map<String, Long> counts,
        Map<String, Long> busiest,
        Map<String, Long> hotSpots) {
    private static final String SHARD = ", shard ";
    private static final int MOST_LINES = 12;

    static Outcome of(Scenario scenario, World world, long seconds, long rightAfter, long concerned) {
        Meter meter = world.meter();
        return new Outcome(
                scenario,
                seconds,
                rightAfter,
                concerned,
                world.edges().stream().mapToInt(Edge::guests).summaryStatistics(),
                world.connections().takeMost(),
                meter.counts(),
                meter.busiest(),
                meter.hotSpots());
    }

    String text() {
        return String.join(
                "\n",
                String.format(
                        Locale.ROOT,
                        "%s: %,d clients concerned, right after %,d s, watched for %,d s",
                        scenario.name().toLowerCase(Locale.ROOT),
                        concerned,
                        rightAfter,
                        seconds),
                String.format(
                        Locale.ROOT,
                        "  sessions of an edge %,d to %,d, mean %,.0f; connections to one edge in a second, at most %,d",
                        sessions.getMin(),
                        sessions.getMax(),
                        sessions.getAverage(),
                        connections),
                String.format(
                        Locale.ROOT,
                        "  Redis: busiest shard %,.0f %% of its busiest second; busiest shard in all %,.1f %%",
                        most(busiest) / 1e4,
                        most(counts) / 1e4 / Math.max(1, seconds)),
                "  bus messages to one machine in its busiest second: "
                        + hotSpots.entrySet().stream()
                                .map(entry -> String.format(Locale.ROOT, "%s %,d", entry.getKey(), entry.getValue()))
                                .collect(Collectors.joining(", ")),
                lines());
    }

    JsonObject toJson() {
        return new JsonObject()
                .put("scenario", scenario.name())
                .put("seconds", seconds)
                .put("rightAfterSeconds", rightAfter)
                .put("concerned", concerned)
                .put("sessionsOfAnEdge", List.of(sessions.getMin(), sessions.getMax()))
                .put("connectionsToOneEdgeInASecond", connections)
                .put("counts", json(counts))
                .put("busiestSecond", json(busiest))
                .put("toOneMachineInASecond", json(hotSpots));
    }

    private String lines() {
        return counts.entrySet().stream()
                .filter(entry -> !entry.getKey().contains(SHARD))
                .sorted(Entry.<String, Long>comparingByValue().reversed().thenComparing(Entry.comparingByKey()))
                .limit(MOST_LINES)
                .map(entry -> String.format(
                        Locale.ROOT,
                        "  %-36s %,14d %,12d/s mean %,12d/s most",
                        entry.getKey(),
                        entry.getValue(),
                        entry.getValue() / Math.max(1, seconds),
                        busiest.getOrDefault(entry.getKey(), 0L)))
                .collect(Collectors.joining("\n"));
    }

    private static long most(Map<String, Long> numbers) {
        return numbers.entrySet().stream()
                .filter(entry -> entry.getKey().startsWith("Redis busy"))
                .mapToLong(Entry::getValue)
                .max()
                .orElse(0);
    }

    private static JsonObject json(Map<String, Long> numbers) {
        JsonObject json = new JsonObject();
        numbers.forEach(json::put);
        return json;
    }
}
