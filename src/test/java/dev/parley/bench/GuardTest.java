package dev.parley.bench;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import picocli.CommandLine;

class GuardTest {
    private static final int WORSE = 4;

    @TempDir
    private Path folder;

    private Path report(long relayNanos, long parleyNanos) throws IOException {
        new Report(
                        "direct, 100 users",
                        List.of(),
                        List.of(figures("relay", relayNanos), figures("Parley", parleyNanos)))
                .write(folder.resolve("direct"));
        return folder.resolve("direct.json");
    }

    private static Figures figures(String name, long cpuNanos) {
        return new Figures(name, 50, 2, Map.of(), new Cost(100, 100, cpuNanos, 0, 0, 0, 0, List.of()), Map.of());
    }

    private int guard(Path report, String... options) {
        CommandLine line = new CommandLine(new GuardCommand()).setOut(new PrintWriter(new StringWriter()));
        String[] arguments = new String[options.length + 3];
        System.arraycopy(options, 0, arguments, 0, options.length);
        arguments[options.length] = "--recorded";
        arguments[options.length + 1] = folder.resolve("ratios.properties").toString();
        arguments[options.length + 2] = report.toString();
        return line.execute(arguments);
    }

    @Test
    void whatIsAboveWhatWasRecordedAndTheSlackIsWorse() throws IOException {
        assertThat(guard(report(1_000_000, 4_000_000), "--record")).isZero();
        assertThat(Files.readString(folder.resolve("ratios.properties"))).contains("direct.cpu_operation=4.00");
        assertThat(guard(report(2_000_000, 9_000_000))).isZero();
        assertThat(guard(report(2_000_000, 9_000_000), "--slack", "10")).isEqualTo(WORSE);
        assertThat(guard(report(1_000_000, 5_000_000))).isEqualTo(WORSE);
    }

    @Test
    void aRunWithoutABaselineSaysNothing() throws IOException {
        assertThat(guard(report(0, 4_000_000))).isEqualTo(1);
    }
}
