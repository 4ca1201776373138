package dev.parley.bench;

import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.HdrHistogram.EncodableHistogram;
import org.HdrHistogram.Histogram;
import org.HdrHistogram.HistogramLogReader;
import org.HdrHistogram.HistogramLogWriter;

/**
 * The figures of some runs and under which conditions they came about, kept in files of one name: {@code .json}, the
 * histograms in the log format of HdrHistogram ({@code .hlog}), a plot ({@code .svg}).
 *
 * @param title what was done
 * @param conditions what one has to know to do it again
 */
record Report(String title, List<String> conditions, List<Figures> runs) {
    /** @param base the name of the files without their ending */
    void write(Path base) throws IOException {
        Files.createDirectories(base.toAbsolutePath().getParent());
        Files.writeString(with(base, ".json"), toJson().encodePrettily());
        writeHistograms(with(base, ".hlog"));
        Files.writeString(with(base, ".svg"), Plots.of(this));
    }

    private JsonObject toJson() {
        return new JsonObject()
                .put("title", title)
                .put("conditions", new JsonArray(conditions))
                .put("runs", new JsonArray(runs.stream().map(Figures::toJson).toList()));
    }

    /** The tag of each says of which run and of what it is. */
    private void writeHistograms(Path file) throws IOException {
        try (PrintStream out = new PrintStream(file.toFile(), StandardCharsets.UTF_8)) {
            HistogramLogWriter log = new HistogramLogWriter(out);
            log.outputLogFormatVersion();
            log.outputLegend();
            for (int run = 0; run < runs.size(); run++) {
                for (Map.Entry<String, Histogram> timed :
                        runs.get(run).latencies().entrySet()) {
                    Histogram histogram = timed.getValue();
                    histogram.setTag(tag(run, timed.getKey()));
                    log.outputIntervalHistogram(0, runs.get(run).seconds(), histogram);
                }
            }
        }
    }

    private static String tag(int run, String latency) {
        return run + "/" + latency.replace(' ', '_');
    }

    /** Reads a report back by its {@code .json} file. */
    static Report read(Path file) throws IOException {
        JsonObject json = new JsonObject(Files.readString(file));
        List<Map<String, Histogram>> latencies = readHistograms(
                Path.of(file.toString().replaceFirst("\\.json$", ".hlog")),
                json.getJsonArray("runs").size());
        List<Figures> runs = new ArrayList<>();
        json.getJsonArray("runs").forEach(run -> runs.add(Figures.read((JsonObject) run, latencies.get(runs.size()))));
        List<String> conditions =
                json.getJsonArray("conditions").stream().map(String::valueOf).toList();
        return new Report(json.getString("title"), conditions, runs);
    }

    private static List<Map<String, Histogram>> readHistograms(Path file, int runs) throws IOException {
        List<Map<String, Histogram>> read = new ArrayList<>();
        for (int run = 0; run < runs; run++) {
            read.add(new LinkedHashMap<>());
        }
        try (HistogramLogReader log = new HistogramLogReader(file.toFile())) {
            while (log.hasNext()) {
                EncodableHistogram histogram = log.nextIntervalHistogram();
                if (histogram instanceof Histogram timed) {
                    String[] tag = timed.getTag().split("/", 2);
                    Latencies.add(read.get(Integer.parseInt(tag[0])), tag[1].replace('_', ' '))
                            .add(timed);
                }
            }
        }
        return read;
    }

    /**
     * What several generators measured of one server at one time, as if it had been one; their runs are added up in order.
     *
     * @throws IllegalArgumentException when they did not do the same
     */
    Report with(Report other) {
        if (!title.equals(other.title) || runs.size() != other.runs.size()) {
            throw new IllegalArgumentException("'" + title + "' and '" + other.title + "' do not add up");
        }
        List<Figures> both = new ArrayList<>();
        for (int run = 0; run < runs.size(); run++) {
            both.add(runs.get(run).with(other.runs.get(run)));
        }
        return new Report(title, conditions, both);
    }

    private static Path with(Path base, String ending) {
        return base.resolveSibling(base.getFileName() + ending);
    }
}
