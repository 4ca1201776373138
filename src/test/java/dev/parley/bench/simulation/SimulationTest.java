package dev.parley.bench.simulation;

import static org.assertj.core.api.Assertions.assertThat;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import java.util.List;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.slf4j.LoggerFactory;
import picocli.CommandLine;

class SimulationTest {
    private static final int SESSIONS = 2_000;
    private static final int EDGES = 20;

    @BeforeAll
    static void beQuiet() {
        ((Logger) LoggerFactory.getLogger("dev.parley.node")).setLevel(Level.WARN);
    }

    private static List<Outcome> run(String scenario, int seed) {
        SimulationOptions options = new SimulationOptions();
        new CommandLine(options)
                .setCaseInsensitiveEnumValuesAllowed(true)
                .parseArgs(
                        "--edges=" + EDGES,
                        "--sessions=" + SESSIONS,
                        "--seed=" + seed,
                        "--scenario=" + scenario,
                        "--presence=2",
                        "--routers=2",
                        "--backends=2",
                        "--redis=3");
        return new Simulation(options, (what, done, count) -> {}).run();
    }

    @Test
    void theSameSeedGivesTheSameReport() {
        String report = text(run("day,storm", 7));

        assertThat(text(run("day,storm", 7))).isEqualTo(report);
        assertThat(text(run("day,storm", 8))).isNotEqualTo(report);
    }

    @Test
    void allSessionsOfAKilledNodeAreBackAndLoadsAreEven() {
        List<Outcome> outcomes = run("death", 1);
        Outcome before = outcomes.get(0);
        Outcome death = outcomes.get(1);

        assertThat(before.sessions().getMax() - before.sessions().getMin()).isLessThan(SESSIONS / EDGES / 10);
        assertThat(death.concerned()).isGreaterThan(SESSIONS / EDGES / 2);
        assertThat(death.rightAfter()).isBetween(1L, 30L);
        assertThat(death.sessions().getSum()).isEqualTo(SESSIONS);
        assertThat(death.sessions().getCount()).isEqualTo(EDGES - 1);
        assertThat(death.sessions().getMax()).isLessThan(SESSIONS / EDGES * 6 / 5);
    }

    @Test
    void whoComesBackAfterAMinuteWasOfflineToFriendsAndIsOnlineAgain() {
        Outcome storm = run("storm", 1).get(1);

        assertThat(storm.rightAfter()).isPositive();
        assertThat(storm.counts().get("presence news to clients")).isGreaterThan(2 * storm.concerned());
    }

    @Test
    void everyMessageIsAcceptedAndAReplacedSessionCostsOneMessage() {
        Outcome day = run("day", 3).get(1);

        assertThat(day.counts().get("messages accepted")).isEqualTo(day.counts().get("messages sent"));
        assertThat(day.counts().get("chat.edge.replaced")).isLessThanOrEqualTo(day.concerned());
    }

    @Test
    void whileRedisIsDownEveryMessageIsAcceptedAndTheNetworkBearsIt() {
        Outcome outage = run("outage", 1).get(1);
        long sent = outage.counts().get("messages sent");

        assertThat(outage.counts().get("messages accepted")).isEqualTo(sent);
        assertThat(outage.counts().get("chat.edge.deliver")).isBetween(sent * EDGES, sent * (EDGES + 1));
        assertThat(outage.rightAfter()).isPositive();
    }

    private static String text(List<Outcome> outcomes) {
        return String.join("\n", outcomes.stream().map(Outcome::text).toList());
    }
}
