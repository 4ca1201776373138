package dev.parley.bench;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class MachineTest {
    private static final String LIMITS =
            """
            Limit                     Soft Limit           Hard Limit           Units
            Max processes             95000                95000                processes
            Max open files            1024                 20000                files
            """;
    private static final String PORTS = "32768\t60999\n";

    @Test
    void saysWhichLimitStandsInTheWay() {
        assertThat(Machine.refusal(19_000, LIMITS, PORTS)).isEmpty();
        assertThat(Machine.refusal(19_900, LIMITS, PORTS)).get().asString().contains("20,000", "ulimit -n");
        assertThat(Machine.refusal(30_000, LIMITS.replace("20000 ", "unlimited "), PORTS))
                .get()
                .asString()
                .contains("28,232", "ip_local_port_range");
    }

    @Test
    void readsTheLimitsOfThisMachine() throws IOException {
        assertThat(Machine.refusal(1)).isEmpty();
        assertThat(Machine.refusal(Integer.MAX_VALUE)).isPresent();
    }

    @Test
    void readsWhatAProcessUsedWhateverItsName() {
        String stat = "42 (a) b) c) S 1 42 42 0 -1 4194560 100 0 0 0 250 30 0 0 20 0 30 0 1000 2000000 5000";
        Usage usage = Usage.read(stat, "Name:\ta\nVmHWM:\t  999 kB\nVmRSS:\t  2048 kB\n");

        assertThat(usage).isEqualTo(new Usage(2_800_000_000L, 2 << 20));
    }

    @Test
    void measuresThisProcess() {
        Usage usage = Usage.of(List.of(ProcessHandle.current().pid()));

        assertThat(usage.residentBytes()).isGreaterThan(10 << 20);
        assertThat(usage.cpuNanos())
                .isCloseTo(
                        ProcessHandle.current()
                                .info()
                                .totalCpuDuration()
                                .orElseThrow()
                                .toNanos(),
                        within(2_000_000_000L));
    }

    @Test
    void readsThePausesOfTheGarbageCollector(@TempDir Path folder) throws IOException {
        Path file = folder.resolve("gc.log");
        Files.writeString(
                file,
                """
                [0.005s] Using G1
                [1.234s] GC(0) Pause Young (Normal) (G1 Evacuation Pause) 24M->5M(260M) 3.456ms
                [1.300s] GC(1) Concurrent Mark Cycle 12.000ms
                [1.400s] GC(1) Pause Remark 30M->30M(260M) 0.500ms
                """);

        assertThat(new GcLog(file).pauses()).containsExactly(new GcLog.Pause(3.456, 5), new GcLog.Pause(0.5, 30));
    }
}
