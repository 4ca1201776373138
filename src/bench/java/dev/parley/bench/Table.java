package dev.parley.bench;

import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.function.Function;
import java.util.function.ToDoubleFunction;
import java.util.stream.Collectors;
import java.util.stream.DoubleStream;

/** A report as text: a line for each figure, a column for each run; with two runs, how many times the first the second is. */
final class Table {
    private static final double MEGABYTE = 1 << 20;

    private final Report report;
    private final List<List<String>> lines = new ArrayList<>();

    private Table(Report report) {
        this.report = report;
    }

    static String of(Report report) {
        Table table = new Table(report);
        table.fill();
        return table.text();
    }

    private void fill() {
        line("", Figures::name);
        number("operations a second", "%,.0f", Figures::perSecond);
        number("seconds", "%,.1f", Figures::seconds);
        names(figures -> figures.counts().keySet())
                .forEach(what -> number(what, "%,.0f", figures -> figures.count(what)));
        names(figures -> figures.latencies().keySet()).forEach(this::latency);
        ratio("server CPU an operation, µs", figures -> figures.cost().cpuMicrosOfOperation());
        ratio("server CPU a delivery, µs", figures -> figures.cost().cpuMicrosOfDelivery());
        number("generator CPU an operation, µs", "%,.1f", figures -> figures.cost()
                .ownCpuMicrosOfOperation());
        number("server resident, MB", "%,.0f", figures -> figures.cost().residentBytes() / MEGABYTE);
        number("sessions", "%,.0f", figures -> figures.cost().sessions());
        ratio("resident a session, KB", figures -> figures.cost().residentBytesOfSession() / 1_024);
        number("GC pauses", "%,.0f", figures -> figures.cost().pauseMillis().size());
        number("GC pauses in all, ms", "%,.1f", figures -> pauses(figures).sum());
        number("longest GC pause, ms", "%,.1f", figures -> pauses(figures).max().orElse(0));
    }

    private static DoubleStream pauses(Figures figures) {
        return figures.cost().pauseMillis().stream().mapToDouble(Double::doubleValue);
    }

    private void latency(String what) {
        for (double percentile : Figures.PERCENTILES) {
            number(
                    what + ", " + Figures.label(percentile) + ", ms",
                    "%,.2f",
                    figures -> figures.millis(what, percentile));
        }
    }

    private Set<String> names(Function<Figures, Set<String>> of) {
        return report.runs().stream().map(of).flatMap(Set::stream).collect(Collectors.toCollection(LinkedHashSet::new));
    }

    private void number(String label, String format, ToDoubleFunction<Figures> value) {
        line(label, figures -> String.format(Locale.ROOT, format, value.applyAsDouble(figures)));
    }

    private void ratio(String label, ToDoubleFunction<Figures> value) {
        number(label, "%,.1f", value);
        double first = value.applyAsDouble(report.runs().get(0));
        if (report.runs().size() == 2 && first > 0) {
            double second = value.applyAsDouble(report.runs().get(1));
            lines.get(lines.size() - 1).add(String.format(Locale.ROOT, "× %.2f", second / first));
        }
    }

    private void line(String label, Function<Figures, String> value) {
        List<String> line = new ArrayList<>(List.of(label));
        report.runs().forEach(figures -> line.add(value.apply(figures)));
        lines.add(line);
    }

    private String text() {
        int label = lines.stream().mapToInt(line -> line.get(0).length()).max().orElse(0);
        StringBuilder text = new StringBuilder(report.title()).append('\n');
        report.conditions()
                .forEach(condition -> text.append("  ").append(condition).append('\n'));
        for (List<String> line : lines) {
            text.append(String.format(Locale.ROOT, "%-" + (label + 1) + "s", line.get(0)));
            line.stream().skip(1).forEach(cell -> text.append(String.format(Locale.ROOT, "%14s", cell)));
            text.append('\n');
        }
        return text.toString();
    }
}
