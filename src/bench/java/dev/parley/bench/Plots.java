package dev.parley.bench;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.HdrHistogram.Histogram;

/** Draws a report: latency by percentile, or, of a ramp, by rate. */
final class Plots {
    private static final double[] NINES = {0, 90, 99, 99.9, 99.99};
    private static final double STEPS_OF_NINE = 20;
    private static final int MOST_RUNS_BY_PERCENTILE = 2;

    private Plots() {}

    static String of(Report report) {
        return report.runs().size() > MOST_RUNS_BY_PERCENTILE ? byRate(report) : byPercentile(report);
    }

    private static String byPercentile(Report report) {
        Map<String, List<Plot.Point>> lines = new LinkedHashMap<>();
        for (Figures run : report.runs()) {
            run.latencies().forEach((what, histogram) -> lines.put(run.name() + ": " + what, percentiles(histogram)));
        }
        Map<Double, String> ticks = new LinkedHashMap<>();
        for (double percentile : NINES) {
            ticks.put(nines(percentile), percentile + " %");
        }
        return new Plot(report.title(), "percentile", ticks, lines).svg();
    }

    private static List<Plot.Point> percentiles(Histogram histogram) {
        List<Plot.Point> points = new ArrayList<>();
        for (double step = 0; step <= nines(99.99) * STEPS_OF_NINE; step++) {
            double nines = step / STEPS_OF_NINE;
            double percentile = 100 * (1 - Math.pow(10, -nines));
            points.add(new Plot.Point(nines, histogram.getValueAtPercentile(percentile) / 1e6));
        }
        return points;
    }

    /** How far along the axis a percentile is: one further for each nine that it begins with. */
    private static double nines(double percentile) {
        return -Math.log10(1 - percentile / 100);
    }

    private static String byRate(Report report) {
        Map<String, List<Plot.Point>> lines = new LinkedHashMap<>();
        for (Figures run : report.runs()) {
            run.latencies().keySet().forEach(what -> {
                add(lines, what + ", p50", run.perSecond(), run.millis(what, 50));
                add(lines, what + ", p99", run.perSecond(), run.millis(what, 99));
            });
        }
        Map<Double, String> ticks = report.runs().stream()
                .map(Figures::perSecond)
                .distinct()
                .sorted()
                .collect(Collectors.toMap(
                        rate -> rate,
                        rate -> String.valueOf(Math.round(rate)),
                        (one, same) -> one,
                        LinkedHashMap::new));
        return new Plot(report.title(), "operations a second", ticks, lines).svg();
    }

    private static void add(Map<String, List<Plot.Point>> lines, String line, double rate, double millis) {
        lines.computeIfAbsent(line, any -> new ArrayList<>()).add(new Plot.Point(rate, millis));
    }
}
