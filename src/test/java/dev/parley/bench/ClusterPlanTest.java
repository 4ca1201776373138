package dev.parley.bench;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import picocli.CommandLine;

class ClusterPlanTest {
    private static final String VERTICLES = "PARLEY_VERTICLES";

    private static List<Map<String, String>> plan(String... arguments) {
        Options options = new Options();
        new CommandLine(options).parseArgs(arguments);
        return ClusterPlan.of(options);
    }

    @Test
    void oneProcessIsNoCluster() {
        assertThat(plan("--nodes=1")).containsExactly(Map.of());
    }

    @Test
    void eachKnowsAllAndIsSomewhereElse() {
        List<Map<String, String>> plan = plan("--nodes=3");

        assertThat(plan)
                .extracting(place -> place.get("PARLEY_CLUSTER_PORT"))
                .hasSize(3)
                .doesNotHaveDuplicates();
        assertThat(plan).allSatisfy(place -> assertThat(plan.get(0).get("PARLEY_CLUSTER_MEMBERS"))
                .isEqualTo(place.get("PARLEY_CLUSTER_MEMBERS"))
                .contains(":" + place.get("PARLEY_CLUSTER_PORT")));
    }

    @Test
    void onlyTheFirstRunsWhatNeedsAnEmbeddedStore() {
        assertThat(plan("--nodes=3"))
                .extracting(place -> place.getOrDefault(VERTICLES, "all"))
                .containsExactly("all", "api,edge,router,presence", "api,edge,router,presence");
    }

    @Test
    void allRunEverythingWhereAllStoresAreServers() {
        assertThat(plan(
                        "--nodes=2",
                        "--setting=PARLEY_MESSAGES=cassandra://host/parley",
                        "--setting=PARLEY_ACCOUNTS=postgresql://host/parley",
                        "--setting=PARLEY_SESSIONS=redis://host"))
                .allSatisfy(place -> assertThat(place).doesNotContainKey(VERTICLES));
    }

    @Test
    void whatIsApartRunsInNoOtherProcessAndStartsFirst() {
        assertThat(plan("--apart=persistence,accounts"))
                .extracting(place -> place.get(VERTICLES))
                .containsExactly("persistence,accounts", "presence,notification,router,api,edge");
    }
}
