package dev.parley.boot;

import static org.assertj.core.api.Assertions.assertThat;

import io.vertx.core.json.JsonObject;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ConfigCommandTest {
    @TempDir
    private Path folder;

    @Test
    void findsNothingWrongWithTheDefaults() {
        assertThat(check(Map.of()).run()).isZero();
    }

    @Test
    void saysAllThatIsWrongWithTheFileAndTheEnvironmentAndWhatTheyName() throws IOException {
        Path file = Files.writeString(
                folder.resolve("parley.json"),
                new JsonObject()
                        .put("apiPort", 0)
                        .put("planFile", folder.resolve("no-plan.json").toString())
                        .put("messages", "cassandra://host")
                        .encode());
        ConfigCommand command = check(
                Map.of(
                        "PARLEY_REGION",
                        "two words",
                        "PARLEY_SESSIONS",
                        "redis://a:b:c",
                        "PARLEY_API_TLS_CERTIFICATE",
                        folder.resolve("no.pem").toString(),
                        "PARLEY_API_TLS_KEY",
                        file.toString()),
                "--conf",
                file.toString());
        assertThat(command.problems())
                .hasSize(6)
                .anyMatch(line -> line.startsWith("apiPort is \"0\""))
                .anyMatch(line -> line.startsWith("PARLEY_REGION is \"two words\""))
                .anyMatch(line -> line.startsWith("PARLEY_PLAN_FILE is"))
                .anyMatch(line -> line.startsWith("PARLEY_MESSAGES cannot be used"))
                .anyMatch(line -> line.startsWith("PARLEY_SESSIONS cannot be used"))
                .anyMatch(line -> line.contains("no.pem"));
        assertThat(command.run()).isEqualTo(1);
    }

    @Test
    void dividesPushesAmongDatabasesOnlyBesideAccountsInPostgres() {
        String two = "postgresql://ann:a@one/p postgresql://ann:a@two/p";
        assertThat(check(Map.of("PARLEY_PUSHES", two)).problems())
                .singleElement()
                .asString()
                .startsWith("PARLEY_PUSHES cannot be used: it needs accounts in PostgreSQL");
        assertThat(check(Map.of("PARLEY_PUSHES", two, "PARLEY_ACCOUNTS", "postgresql://ann:a@one/a"))
                        .problems())
                .isEmpty();
        assertThat(check(Map.of("PARLEY_PUSHES", two + " h2", "PARLEY_ACCOUNTS", "postgresql://ann:a@one/a"))
                        .problems())
                .singleElement()
                .asString()
                .startsWith("PARLEY_PUSHES is");
    }

    @Test
    void namesVerticlesThatAreNotInThePlan() {
        assertThat(check(Map.of("PARLEY_VERTICLES", "edge,egde")).problems())
                .singleElement()
                .asString()
                .contains("egde");
    }

    @Test
    void saysHowItIsCalledAndWhatFileItCannotRead() {
        assertThat(ConfigCommand.of(new String[] {"config"}, Map.of()).problems())
                .containsExactly("the command is config check [--conf FILE]");
        assertThat(check(Map.of(), "--conf", folder.resolve("none").toString()).problems())
                .singleElement()
                .asString()
                .startsWith("--conf is");
    }

    private static ConfigCommand check(Map<String, String> environment, String... options) {
        String[] args = new String[2 + options.length];
        args[0] = "config";
        args[1] = "check";
        System.arraycopy(options, 0, args, 2, options.length);
        return ConfigCommand.of(args, environment);
    }
}
