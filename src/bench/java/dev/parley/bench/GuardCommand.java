package dev.parley.bench;

import java.io.IOException;
import java.io.PrintWriter;
import java.io.Reader;
import java.io.Writer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Properties;
import java.util.TreeMap;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code guard}: compares how many times the baseline's cost Parley's was with what was recorded before. */
@Command(
        name = "guard",
        description = "Compares the ratios of runs that had a baseline with those that were recorded.",
        exitCodeListHeading = "Exit codes:%n",
        exitCodeList = {"0:none is worse", "1:could not be done", "4:one is worse than it may be"})
final class GuardCommand implements Callable<Integer> {
    private static final int WORSE = 4;

    @Option(names = "--recorded", description = "the file of ratios (${DEFAULT-VALUE})")
    private Path recorded = Path.of("src", "bench", "ratios.properties");

    @Option(names = "--record", description = "puts the ratios of these runs into the file, instead")
    private boolean record;

    @Option(
            names = "--slack",
            description = "by how many percent a ratio may be above the recorded one (${DEFAULT-VALUE})")
    private int slackPercent = 20;

    @Parameters(arity = "1..*", paramLabel = "REPORT.json", description = "what runs with a baseline wrote")
    private List<Path> reports;

    @Spec
    private CommandSpec command;

    @Override
    public Integer call() throws IOException {
        Map<String, Double> ratios = new TreeMap<>();
        for (Path report : reports) {
            ratios.putAll(ratios(Report.read(report)));
        }
        if (ratios.isEmpty()) {
            throw new IOException("no run of these has a baseline");
        }
        Properties known = read();
        if (record) {
            ratios.forEach((name, ratio) -> known.setProperty(name, text(ratio)));
            write(known);
            return 0;
        }
        return judge(ratios, known) ? 0 : WORSE;
    }

    /** By what was done and what it costs, as in {@code group.cpu_delivery}. */
    private static Map<String, Double> ratios(Report report) {
        String kind = report.title().split(",", 2)[0];
        Map<String, Double> ratios = new TreeMap<>();
        for (Ratio ratio : Ratio.values()) {
            List<Double> all = ratio.of(report.runs());
            if (!all.isEmpty()) {
                ratios.put(kind + "." + ratio.name().toLowerCase(Locale.ROOT), Ratio.median(all));
            }
        }
        return ratios;
    }

    private boolean judge(Map<String, Double> ratios, Properties known) {
        PrintWriter out = command.commandLine().getOut();
        boolean good = true;
        for (Map.Entry<String, Double> ratio : ratios.entrySet()) {
            String before = known.getProperty(ratio.getKey());
            boolean worse =
                    before != null && ratio.getValue() > Double.parseDouble(before) * (100 + slackPercent) / 100;
            out.printf(
                    Locale.ROOT,
                    "%-24s %s, recorded %s%s%n",
                    ratio.getKey(),
                    text(ratio.getValue()),
                    before == null ? "nothing" : before,
                    worse ? ": worse" : "");
            good = good && !worse;
        }
        out.flush();
        return good;
    }

    private static String text(double ratio) {
        return String.format(Locale.ROOT, "%.2f", ratio);
    }

    private Properties read() throws IOException {
        Properties known = new Properties();
        if (Files.exists(recorded)) {
            try (Reader file = Files.newBufferedReader(recorded)) {
                known.load(file);
            }
        }
        return known;
    }

    private void write(Properties known) throws IOException {
        try (Writer file = Files.newBufferedWriter(recorded)) {
            for (String name :
                    new TreeMap<>(known).keySet().stream().map(String::valueOf).toList()) {
                file.write(name + "=" + known.getProperty(name) + "\n");
            }
        }
    }
}
