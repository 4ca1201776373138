package dev.parley.bench;

import io.vertx.core.Vertx;
import io.vertx.core.VertxOptions;
import java.io.IOException;
import java.io.PrintStream;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;

/** Does what the options say, from the first server to the last report, on the thread that calls it. */
final class Bench {
    private static final double STEP = 1.25;
    private static final double BEHIND_MILLIS = 100;
    private static final Duration STEP_WARM_UP = Duration.ofSeconds(3);

    private final Options options;
    private final PrintStream out;
    private final Progress progress;
    private final Vertx vertx;
    /** The last one that was started first. */
    private final List<ServerProcess> processes = new ArrayList<>();

    private final List<String> conditions = new ArrayList<>();

    Bench(Options options, PrintStream out) {
        this.options = options;
        this.out = out;
        this.progress = new Progress(out);
        this.vertx = Vertx.vertx(new VertxOptions()
                .setEventLoopPoolSize(options.live > 0 ? 2 : 1)
                .setPreferNativeTransport(true));
    }

    /** @return whether nothing was lost, doubled or out of order */
    boolean run() throws IOException, InterruptedException {
        Optional<String> refusal = Machine.refusal(options.sessions());
        if (refusal.isPresent()) {
            throw new IOException(refusal.get());
        }
        try {
            conditions.addAll(Machine.description());
            return report(measure(subjects()));
        } finally {
            processes.forEach(ServerProcess::close);
            vertx.close().toCompletionStage().toCompletableFuture().join();
        }
    }

    private List<Subject> subjects() throws IOException, InterruptedException {
        if (options.url.isPresent()) {
            conditions.add("server at " + options.url.get());
            return List.of(
                    Subject.parley(vertx, options, progress, options.url.get(), Probe.of(options.pids), List.of()));
        }
        List<Subject> subjects = new ArrayList<>();
        if (options.isCompared()) {
            subjects.add(Subject.relay(
                    vertx,
                    options,
                    progress,
                    started(ServerProcess.relay(options, fresh(options.out.resolve("relay"))))));
        }
        List<ServerProcess> all = startParley();
        ServerProcess parley = all.get(options.apart.isPresent() ? 1 : 0);
        conditions.add("servers on " + options.java + " with " + String.join(" ", parley.javaOptions()));
        if (all.size() > 1) {
            conditions.add(all.size() + " processes of Parley");
        }
        conditions.add(
                options.settings.isEmpty()
                        ? "embedded stores, fsync; " + ServerProcess.SETTINGS
                        : "set " + options.settings.keySet() + "; " + ServerProcess.SETTINGS);
        conditions.add(String.format(
                Locale.ROOT, "start to ready %.1f s", parley.startTime().toMillis() / 1e3));
        URI api = URI.create("http://127.0.0.1:" + parley.port());
        subjects.add(Subject.parley(vertx, options, progress, api, Probe.ofOwn(all), all));
        return subjects;
    }

    private List<ServerProcess> startParley() throws IOException, InterruptedException {
        List<ServerProcess> all = new ArrayList<>();
        for (Map<String, String> place : ClusterPlan.of(options)) {
            Path folder = fresh(options.out.resolve(all.isEmpty() ? "parley" : "parley-" + (all.size() + 1)));
            all.add(started(ServerProcess.parley(options, folder, place)));
        }
        return all;
    }

    private ServerProcess started(ServerProcess process) {
        processes.add(0, process);
        return process;
    }

    /** Empties a folder. */
    static Path fresh(Path folder) throws IOException {
        if (Files.exists(folder)) {
            try (var all = Files.walk(folder)) {
                for (Path one : all.sorted(Comparator.reverseOrder()).toList()) {
                    Files.delete(one);
                }
            }
        }
        return folder;
    }

    private List<Figures> measure(List<Subject> subjects) {
        List<Figures> runs = new ArrayList<>();
        subjects.forEach(Subject::prepare);
        if (options.kind == Options.Kind.OVERLOAD) {
            runs.addAll(
                    subjects.get(0).overload(options.rate(), Duration.ofSeconds(options.warmUp), options.duration()));
        } else if (options.live > 0 && options.kind == Options.Kind.STORM) {
            runs.addAll(subjects.get(0)
                    .stormBesideLive(options.rate(), Duration.ofSeconds(options.warmUp), options.duration()));
        } else if (options.ramp) {
            ramp(subjects.get(subjects.size() - 1), runs);
        } else {
            for (int time = 0; time < options.repeat; time++) {
                Duration warmUp = time == 0 ? Duration.ofSeconds(options.warmUp) : STEP_WARM_UP;
                subjects.forEach(subject -> runs.add(subject.measure(options.rate(), warmUp, options.duration())));
            }
        }
        return runs;
    }

    /** Faster and faster, until it falls behind; then at half of the highest rate at which it did not. */
    private void ramp(Subject subject, List<Figures> runs) {
        double rate = options.rate();
        Duration warmUp = Duration.ofSeconds(options.warmUp);
        Figures step = subject.measure(rate, warmUp, options.duration());
        double bore = 0;
        runs.add(step);
        while (keepsUp(step)) {
            bore = rate;
            rate *= STEP;
            step = subject.measure(rate, STEP_WARM_UP, options.duration());
            runs.add(step);
        }
        if (bore > 0) {
            conditions.add(String.format(Locale.ROOT, "kept up with %,.0f/s; the last column is half of that", bore));
            runs.add(subject.measure(bore / 2, STEP_WARM_UP, options.duration()));
        }
    }

    private static boolean keepsUp(Figures figures) {
        return figures.failures() == 0
                && figures.latencies().keySet().stream()
                        .filter(what -> !what.equals(Mail.SENT_LATE))
                        .allMatch(what -> figures.millis(what, 99) < BEHIND_MILLIS);
    }

    private boolean report(List<Figures> runs) throws IOException {
        String title = String.format(
                Locale.ROOT,
                "%s, %,d users, %,.0f/s, %d characters",
                options.kind.name().toLowerCase(Locale.ROOT),
                options.users(),
                options.rate(),
                options.textLength);
        Report report = new Report(title, conditions, runs);
        Path base = options.out.resolve(options.kind.name().toLowerCase(Locale.ROOT));
        report.write(base);
        out.println();
        out.println(Table.of(report));
        if (options.isCompared() && !options.ramp) {
            for (Ratio ratio : Ratio.values()) {
                tell(ratio, runs);
            }
        }
        out.println("reports: " + base + ".{json,hlog,svg}");
        return runs.stream().allMatch(figures -> figures.faults() == 0)
                && (options.kind != Options.Kind.OVERLOAD || judge(Overload.of(runs)));
    }

    private boolean judge(Overload overload) {
        List<String> wrong = overload.wrong();
        wrong.forEach(out::println);
        out.println(wrong.isEmpty() ? "the overload was borne" : "the overload was not borne");
        return wrong.isEmpty();
    }

    private void tell(Ratio ratio, List<Figures> runs) {
        List<Double> all = ratio.of(runs);
        if (!all.isEmpty()) {
            String each = all.stream()
                    .map(one -> String.format(Locale.ROOT, "%.2f", one))
                    .collect(Collectors.joining(", "));
            out.printf(
                    Locale.ROOT, "%s, times the baseline: median %.2f of %s%n", ratio.label(), Ratio.median(all), each);
        }
    }
}
