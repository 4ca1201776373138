package dev.parley.lab;

import static org.assertj.core.api.Assertions.assertThat;

import dev.parley.lab.Plan.Step;
import java.nio.file.Path;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The short plan, in which every process and every store dies or stands still once. */
class FaultsIT {
    private static final Map<String, String> LAYOUT = new LinkedHashMap<>();
    private static final Town.Size SIZE = new Town.Size(12, 3, 2, 600);
    private static final Plan PLAN = new Plan(
            "the short plan",
            List.of(
                    Step.of(2, 0, Fault.KILL, "middle"),
                    Step.of(2, 0, Fault.KILL, "stores"),
                    Step.of(2, 0, Fault.KILL, "edge"),
                    Step.of(2, 1, Fault.STORE_KILL, "cassandra"),
                    Step.of(2, 1, Fault.STORE_KILL, "postgres"),
                    Step.of(2, 1, Fault.STORE_KILL, "redis")));

    static {
        LAYOUT.put("stores", "accounts,persistence,presence,notification");
        LAYOUT.put("middle", "api,router");
        LAYOUT.put("edge", "edge");
    }

    @TempDir
    private Path folder;

    @Test
    void nothingIsWrongAfterTheShortPlan() throws Exception {
        try (Site site = Site.start(folder, LAYOUT)) {
            Experiment experiment = new Experiment(site, 1, System.out::println);
            assertThat(experiment.run(PLAN, SIZE, Duration.ofSeconds(2))).isEmpty();
        }
    }
}
