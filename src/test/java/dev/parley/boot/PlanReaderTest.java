package dev.parley.boot;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.vertx.core.DeploymentOptions;
import io.vertx.core.ThreadingModel;
import io.vertx.core.json.JsonObject;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class PlanReaderTest {
    private static Plan plan(String... names) {
        return read("["
                + String.join(
                        ",",
                        Stream.of(names)
                                .map(name -> "{\"name\":\"" + name + "\"}")
                                .toList()) + "]");
    }

    private static Plan read(String verticles) {
        return PlanReader.read("test", new JsonObject("{\"verticles\":" + verticles + "}"));
    }

    @Test
    void readsWhatAVerticleIsToRunOn() {
        Plan plan = read("[{\"name\":\"router\",\"instances\":3,\"threading\":\"WORKER\",\"config\":{\"a\":1}}]");

        assertThat(plan.verticles())
                .containsExactly(new PlannedVerticle(
                        VerticleName.ROUTER, 3, ThreadingModel.WORKER, new JsonObject().put("a", 1)));
    }

    @Test
    void theBundledPlanNamesEveryVerticleInStartOrder() {
        assertThat(PlanFile.read(Optional.of(Path.of("verticles.json"))).verticles())
                .extracting(verticle -> verticle.name().toString())
                .containsExactly("ops", "persistence", "presence", "accounts", "router", "notification", "edge", "api");
    }

    @Test
    void putsTheNodeRightBeforeTheFirstThatUsesIt() {
        assertThat(plan("ops", "presence", "router", "edge", "api").withNode().verticles())
                .extracting(PlannedVerticle::name)
                .containsExactly(
                        VerticleName.OPS,
                        VerticleName.PRESENCE,
                        VerticleName.ROUTER,
                        VerticleName.NODE,
                        VerticleName.EDGE,
                        VerticleName.API);
        assertThat(plan("ops", "persistence", "router").withNode().has(VerticleName.NODE))
                .isFalse();
    }

    @Test
    void picksByNameAndAlwaysOps() {
        assertThat(plan("ops", "persistence", "edge", "api")
                        .pick(Set.of("api", "edge"))
                        .verticles())
                .extracting(PlannedVerticle::name)
                .containsExactly(VerticleName.OPS, VerticleName.EDGE, VerticleName.API);
        assertThat(plan("ops", "api").pick(Set.of()).verticles()).hasSize(2);
    }

    @Test
    void readsVerticlesOfTheOperatorsOwn() {
        Plan plan =
                read("[{\"name\":\"router\"},{\"name\":\"moderator.groovy\",\"instances\":2,\"threading\":\"WORKER\","
                        + "\"config\":{\"words\":[\"no\"]}},{\"name\":\"com.example.Audit\"}]");

        assertThat(plan.verticles()).hasSize(1);
        assertThat(plan.foreign())
                .extracting(ForeignVerticle::name)
                .containsExactly("moderator.groovy", "com.example.Audit");
        DeploymentOptions options = plan.foreign().get(0).options();
        assertThat(options.getInstances()).isEqualTo(2);
        assertThat(options.getThreadingModel()).isEqualTo(ThreadingModel.WORKER);
        assertThat(options.getConfig()).isEqualTo(new JsonObject("{\"words\":[\"no\"]}"));
        assertThat(plan.pick(Set.of("router")).foreign()).isEmpty();
        assertThat(plan.pick(Set.of("com.example.Audit")).withNode().foreign()).hasSize(1);
    }

    @Test
    void namesTheChoiceWhenAPickIsNotInThePlan() {
        assertThatThrownBy(() -> plan("ops", "api").pick(Set.of("edge")))
                .isInstanceOf(CannotStart.class)
                .hasMessage("PARLEY_VERTICLES names \"edge\"; allowed: ops, api");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "[]|names no verticle",
                "[1]|is an object",
                "[{\"name\":\"chat\"}]|name is \"chat\"; allowed: ops, persistence",
                "[{\"name\":\"node\"}]|name is \"node\"",
                "[{\"instances\":1}]|name is \"null\"",
                "[{\"name\":\"api\"},{\"name\":\"api\"}]|named twice",
                "[{\"name\":\"api\",\"instances\":0}]|instances 0; allowed: 1 to 64",
                "[{\"name\":\"api\",\"instances\":\"2\"}]|instances 2; allowed: 1 to 64",
                "[{\"name\":\"persistence\",\"instances\":2}]|instances 2; allowed: 1",
                "[{\"name\":\"api\",\"threading\":\"WORKER\"}]|allowed here: EVENT_LOOP",
                "[{\"name\":\"router\",\"threading\":\"FIBRE\"}]|threading \"FIBRE\"",
                "[{\"name\":\"api\",\"config\":[]}]|config that is not an object",
                "[{\"name\":\"api\",\"instanzes\":1}]|field \"instanzes\"; allowed: name"
            })
    void refusesWhatCannotBeDeployedInOneLine(String verticles, String why) {
        assertThatThrownBy(() -> read(verticles))
                .isInstanceOf(CannotStart.class)
                .hasMessageStartingWith("the deployment plan (test) is not usable: ")
                .hasMessageContaining(why)
                .hasMessageNotContaining("\n");
    }

    @Test
    void saysWhichFileIsNotJson(@TempDir Path folder) throws Exception {
        Path file = Files.writeString(folder.resolve("plan.json"), "verticles: []");

        assertThatThrownBy(() -> PlanFile.read(Optional.of(file)))
                .isInstanceOf(CannotStart.class)
                .hasMessageContaining(file.toString());
        assertThatThrownBy(() -> PlanFile.read(Optional.of(folder.resolve("none.json"))))
                .hasMessageStartingWith("PARLEY_PLAN_FILE is ");
    }
}
