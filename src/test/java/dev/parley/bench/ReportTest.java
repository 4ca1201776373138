package dev.parley.bench;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.LongStream;
import javax.xml.parsers.DocumentBuilderFactory;
import org.HdrHistogram.Histogram;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ReportTest {
    private static final Cost NO_COST = new Cost(0, 0, 0, 0, 0, 0, 0, List.of());

    @TempDir
    private Path folder;

    /** Latencies of so many whole milliseconds. */
    private static Map<String, Histogram> latencies(long fromMillis, long toMillis) {
        Map<String, Histogram> all = new LinkedHashMap<>();
        LongStream.rangeClosed(fromMillis, toMillis)
                .forEach(millis -> Latencies.add(all, Mail.RECEIVED).recordValue(millis * 1_000_000));
        return all;
    }

    private static Figures figures(String name, long missing, Map<String, Histogram> latencies) {
        Map<String, Long> counts = new LinkedHashMap<>(Map.of("sent", 100L, "missing", missing));
        Cost cost = new Cost(100, 100, 5_000_000, 1_000_000, 3 << 20, 1 << 20, 64, List.of(1.5, 2.5));
        return new Figures(name, 50, 2, counts, cost, latencies);
    }

    private static Report report(Figures... runs) {
        return new Report("direct", List.of("2 processors"), List.of(runs));
    }

    @Test
    void whatIsWrittenIsReadBack() throws IOException {
        Report report = report(figures("relay", 0, latencies(1, 100)), figures("Parley", 2, latencies(101, 200)));
        report.write(folder.resolve("some/direct"));
        Report read = Report.read(folder.resolve("some/direct.json"));

        assertThat(read.runs()).extracting(Figures::name).containsExactly("relay", "Parley");
        assertThat(read.runs().get(1).count("missing")).isEqualTo(2);
        assertThat(read.runs().get(1).cost()).isEqualTo(report.runs().get(1).cost());
        assertThat(read.runs().get(0).millis(Mail.RECEIVED, 50)).isCloseTo(50, within(0.1));
        assertThat(read.runs().get(1).millis(Mail.RECEIVED, 50)).isCloseTo(150, within(0.2));
        assertThat(Table.of(read)).isEqualTo(Table.of(report));
    }

    @Test
    void whatTheServerTakesAtRestIsNoCostOfAnOperation() {
        Figures figures = figures("Parley", 0, Map.of()).resting(4_000_000, 4);

        assertThat(figures.count("server CPU a second at rest, ms")).isEqualTo(1);
        assertThat(figures.count("server CPU an operation beyond that, µs")).isEqualTo(30);
    }

    @Test
    void percentilesOfSeveralGeneratorsAreThoseOfAllTheirMessages() {
        Report both = report(figures("Parley", 1, latencies(1, 100)))
                .with(report(figures("Parley", 2, latencies(901, 1_000))));
        Figures sum = both.runs().get(0);

        assertThat(sum.latencies().get(Mail.RECEIVED).getTotalCount()).isEqualTo(200);
        assertThat(sum.millis(Mail.RECEIVED, 49)).isCloseTo(98, within(0.2));
        assertThat(sum.millis(Mail.RECEIVED, 51)).isCloseTo(902, within(1.0));
        assertThat(sum.count("missing")).isEqualTo(3);
        assertThat(sum.count("sent")).isEqualTo(200);
        assertThat(sum.perSecond()).isEqualTo(100);
    }

    @Test
    void oneServerThatTwoMeasuredIsNotCountedTwice() {
        Cost sum = report(figures("Parley", 0, latencies(1, 1)))
                .with(report(figures("Parley", 0, latencies(1, 1))))
                .runs()
                .get(0)
                .cost();

        assertThat(sum.serverCpuNanos()).isEqualTo(5_000_000);
        assertThat(sum.operations()).isEqualTo(200);
        assertThat(sum.cpuMicrosOfOperation()).isEqualTo(25);
        assertThat(sum.ownCpuNanos()).isEqualTo(2_000_000);
        assertThat(sum.residentBytesOfSession()).isEqualTo((2 << 20) / 128.0);
    }

    @Test
    void memoryOfOneServerThatTwoMeasuredIsNotAddedUp() {
        Figures one = new Figures("Parley", 50, 2, Map.of(Run.RESIDENT, 300L, "sent", 3L), NO_COST, Map.of());
        Figures two = new Figures("Parley", 50, 2, Map.of(Run.RESIDENT, 310L, "sent", 4L), NO_COST, Map.of());

        Figures both = report(one).with(report(two)).runs().get(0);

        assertThat(both.count(Run.RESIDENT)).isEqualTo(310);
        assertThat(both.count("sent")).isEqualTo(7);
    }

    @Test
    void differentThingsDoNotAddUp() {
        Report direct = report(figures("Parley", 0, latencies(1, 1)));
        Report group = new Report("group", List.of(), direct.runs());

        assertThatThrownBy(() -> direct.with(group)).hasMessageContaining("do not add up");
        assertThatThrownBy(() -> direct.with(report())).hasMessageContaining("do not add up");
    }

    @Test
    void theTableSaysHowManyTimesTheFirstTheSecondIs() {
        Cost dear = new Cost(100, 100, 15_000_000, 0, 0, 0, 0, List.of());
        Figures relay = figures("relay", 0, latencies(1, 10));
        Figures parley = new Figures("Parley", 50, 2, Map.of(), dear, Map.of());

        assertThat(Table.of(report(relay, parley)))
                .containsPattern("server CPU an operation, µs +50.0 +150.0 +× 3.00")
                .containsPattern("missing +0 +0");
    }

    @Test
    void plotsAreWellFormed() throws Exception {
        Figures run = figures("a < b & c", 0, latencies(1, 1_000));
        report(run).write(folder.resolve("percentiles"));
        report(run, run, run).write(folder.resolve("ramp"));

        for (String name : List.of("percentiles.svg", "ramp.svg")) {
            var svg = DocumentBuilderFactory.newInstance()
                    .newDocumentBuilder()
                    .parse(folder.resolve(name).toFile());
            assertThat(svg.getElementsByTagName("polyline").getLength()).isPositive();
            assertThat(Files.readString(folder.resolve(name))).doesNotContain("NaN", "Infinity");
        }
    }
}
