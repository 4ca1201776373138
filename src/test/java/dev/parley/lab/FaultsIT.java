package dev.parley.lab;

import static org.assertj.core.api.Assertions.assertThat;

import dev.parley.lab.Plan.Step;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * The fault laboratory. Usually the short plan, in which every process and every store dies once; {@code
 * -Dparley.faults.seeds=1-20} has a longer round for each seed, {@code -Dparley.faults.minutes=10} says how long, {@code
 * -Dparley.faults.people=100} how many people there are, {@code -Dparley.faults.acts=10} what they do in a second, {@code
 * -Dparley.faults.only=KILL,SPLIT} which faults, and {@code -Dparley.faults.embedded=true} has the embedded stores.
 */
class FaultsIT {
    private static final Town.Size FEW = new Town.Size(6, 2, 1, 700);
    private static final int MOST_MINUTES = 10;
    private static final Plan PLAN = new Plan(
            "the short plan",
            List.of(
                    Step.of(1, 0, Fault.KILL, "middle"),
                    Step.of(1, 0, Fault.KILL, "stores"),
                    Step.of(1, 0, Fault.KILL, "edge"),
                    Step.of(1, 3, Fault.LOSE_REPLIES, "chat."),
                    Step.of(1, 1, Fault.STORE_KILL, "cassandra"),
                    Step.of(1, 1, Fault.STORE_KILL, "postgres"),
                    Step.of(1, 1, Fault.STORE_KILL, "redis")));

    @TempDir
    private Path folder;

    @Test
    void nothingIsLostDoubledOrShownToStrangersWhateverFails() throws Exception {
        List<Long> seeds = seeds();
        List<String> wrong = new ArrayList<>();
        try (Network network = seeds.isEmpty() ? new Loopback() : Network.best();
                Site site = site(network, !seeds.isEmpty())) {
            if (seeds.isEmpty()) {
                wrong.addAll(round(site, PLAN, FEW, 1));
            }
            for (long seed : seeds) {
                wrong.addAll(round(site, Plan.random(seed, minutes(), site.targets()), many(), seed));
            }
        }
        assertThat(wrong).isEmpty();
    }

    private Site site(Network network, boolean large) throws Exception {
        if (Boolean.getBoolean("parley.faults.embedded")) {
            return Site.start(folder, network, Layout.EMBEDDED, Embedded.in(folder.resolve(Layout.KEEPER)));
        }
        Map<String, String> layout = large ? Layout.TWO_OF_EACH : Layout.ONE_OF_EACH;
        return Site.start(folder, network, layout, Servers.start(folder, network.host()));
    }

    private static List<String> round(Site site, Plan plan, Town.Size size, long seed) throws Exception {
        try (Notebook notebook = new Notebook(seed)) {
            Map<String, List<String>> wrong = judged(new Experiment(site, seed, notebook), plan, size, notebook, site);
            return wrong.entrySet().stream()
                    .map(check -> "%s: %s finds %d, the first: %s"
                            .formatted(
                                    plan.title(),
                                    check.getKey(),
                                    check.getValue().size(),
                                    check.getValue().get(0)))
                    .toList();
        }
    }

    private static Map<String, List<String>> judged(
            Experiment experiment, Plan plan, Town.Size size, Notebook notebook, Site site) throws Exception {
        try {
            Map<String, List<String>> wrong = experiment.run(plan, size);
            notebook.conclude(wrong, experiment.history(), site);
            return wrong;
        } catch (Exception | AssertionError broken) {
            notebook.keep(experiment.history(), site);
            throw broken;
        }
    }

    private static List<Long> seeds() {
        String seeds = System.getProperty("parley.faults.seeds", "");
        if (seeds.isEmpty()) {
            return List.of();
        }
        String[] ends = seeds.split("-", -1);
        return LongStream.rangeClosed(Long.parseLong(ends[0]), Long.parseLong(ends[ends.length - 1]))
                .boxed()
                .toList();
    }

    /** Nobody logs in a second time within a round, and a token holds for 15 minutes. */
    private static Duration minutes() {
        return Duration.ofMinutes(Math.min(MOST_MINUTES, Long.getLong("parley.faults.minutes", 5)));
    }

    private static Town.Size many() {
        int people = Integer.getInteger("parley.faults.people", 40);
        int acts = Integer.getInteger("parley.faults.acts", 25);
        return new Town.Size(people, 3, Math.max(1, people / 10), people * 1_000L / acts);
    }
}
