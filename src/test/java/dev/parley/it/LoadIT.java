package dev.parley.it;

import static org.assertj.core.api.Assertions.assertThat;

import io.vertx.core.json.JsonObject;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.TestInstance.Lifecycle;
import org.junit.jupiter.api.io.TempDir;

/** The load generator's jar, let loose on one node for some seconds. */
@TestInstance(Lifecycle.PER_CLASS)
class LoadIT {
    private static final int RATE = 500;
    private static final int WARM_UP = 1;
    private static final int SECONDS = 4;
    private static final int MESSAGES = RATE * (WARM_UP + SECONDS);

    private JsonObject run;
    private String output;

    @BeforeAll
    void load(@TempDir Path folder) throws IOException, InterruptedException {
        try (ParleyProcess parley = ParleyProcess.in(folder).start()) {
            generate(parley, folder.resolve("reports"));
        }
        output = Files.readString(folder.resolve("output"));
        assertThat(folder.resolve("reports/direct.json")).as(output).exists();
        JsonObject report = new JsonObject(Files.readString(folder.resolve("reports/direct.json")));
        run = report.getJsonArray("runs").getJsonObject(0);
        assertThat(folder.resolve("reports/direct.svg")).isNotEmptyFile();
        assertThat(folder.resolve("reports/direct.hlog")).isNotEmptyFile();
    }

    @AfterAll
    void say() {
        System.out.println(output);
    }

    private static void generate(ParleyProcess parley, Path reports) throws IOException, InterruptedException {
        List<String> command = new ArrayList<>(
                List.of(ProcessHandle.current().info().command().orElse("java"), "-Xmx256m", "-XX:+UseSerialGC"));
        command.addAll(List.of("-XX:TieredStopAtLevel=1", "-jar", jar().toString(), "direct"));
        Stream.of("--url", parley.api(), "--pid", parley.pid(), "--users", 40, "--rate", RATE)
                .map(String::valueOf)
                .forEach(command::add);
        Stream.of("--warm-up", WARM_UP, "--seconds", SECONDS, "--out", reports)
                .map(String::valueOf)
                .forEach(command::add);
        Process process = new ProcessBuilder(command)
                .redirectErrorStream(true)
                .redirectOutput(reports.resolveSibling("output").toFile())
                .start();
        assertThat(process.waitFor())
                .as(Files.readString(reports.resolveSibling("output")))
                .isZero();
    }

    private static Path jar() {
        return ParleyProcess.JAR.resolveSibling("parley-bench.jar");
    }

    private long count(String what) {
        return run.getJsonObject("counts").getLong(what, 0L);
    }

    private JsonObject latency(String what) {
        return run.getJsonObject("latencyMillis").getJsonObject(what);
    }

    @Test
    void nothingAcceptedIsMissingTwiceOrOutOfOrder() {
        assertThat(Stream.of("missing", "came twice", "out of order", "came to a stranger", "under another id"))
                .allSatisfy(what -> assertThat(count(what)).as(what).isZero());
    }

    @Test
    void everySendIsSentAndAnswered() {
        long failed = run.getJsonObject("counts").stream()
                .filter(entry -> entry.getKey().startsWith("failed"))
                .mapToLong(entry -> ((Number) entry.getValue()).longValue())
                .sum();

        assertThat(count("sent")).isEqualTo(MESSAGES);
        assertThat(count("accepted") + failed).isEqualTo(MESSAGES);
        assertThat(count("unanswered")).isZero();
        assertThat(count("received")).isBetween(count("accepted"), (long) MESSAGES);
    }

    @Test
    void whatIsTimedIsWhatWasDueAfterTheWarmUp() {
        long failed = MESSAGES - count("accepted");

        assertThat(latency("sent late by").getLong("count")).isEqualTo((long) RATE * SECONDS);
        for (String what : List.of("send to receive", "send to accepted")) {
            assertThat(latency(what).getLong("count")).isBetween(RATE * SECONDS - failed, (long) RATE * SECONDS);
            assertThat(Stream.of("p50", "p90", "p99", "p99.9", "max").map(latency(what)::getDouble))
                    .isSorted()
                    .allMatch(millis -> millis > 0);
        }
    }

    @Test
    void theServersUseOfTheMachineIsMeasured() {
        JsonObject cost = run.getJsonObject("cost");
        double micros = cost.getLong("serverCpuNanos") / 1e3 / cost.getLong("operations");

        assertThat(cost.getLong("operations")).isEqualTo((long) RATE * SECONDS);
        assertThat(micros).isBetween(5.0, 50_000.0);
        assertThat(cost.getLong("residentBytes")).isGreaterThan(50L << 20);
        assertThat(cost.getLong("ownCpuNanos")).isPositive();
    }
}
