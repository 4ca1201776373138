package dev.parley.config;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.parley.config.Settings.Argon2Cost;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class SettingsLoaderTest {
    private static Settings fromFile(String json) {
        return SettingsLoader.load(new JsonObject(json), Map.of());
    }

    private static Settings fromEnvironment(String name, String value) {
        return SettingsLoader.load(new JsonObject(), Map.of(name, value));
    }

    @Test
    void hasTheDefaultsOfTheContract() {
        Settings settings = SettingsLoader.load(new JsonObject(), Map.of("PATH", "/bin"));

        assertThat(settings.api()).isEqualTo(new Settings.Api("0.0.0.0", 8080, false, Optional.empty()));
        assertThat(settings.edge().port()).isEqualTo(8081);
        assertThat(settings.edge().url()).isEqualTo(URI.create("http://localhost:8081"));
        assertThat(settings.ops()).isEqualTo(new Settings.Ops("127.0.0.1", 8082, List.of(), Optional.empty()));
        assertThat(settings.stores())
                .isEqualTo(new Settings.Stores(
                        Path.of("./data"), Path.of("./data/backups"), "rocksdb", 30, "h2", "accounts", "shared"));
        assertThat(settings.jwtKeyFile()).isEqualTo(Path.of("./data/jwt-keys.json"));
        assertThat(settings.cluster().port()).isEqualTo(5701);
        assertThat(settings.cluster().members()).isEmpty();
        assertThat(settings.argon2()).isEqualTo(new Argon2Cost(19456, 2, 1));
        assertThat(settings.verticles()).isEmpty();
        assertThat(settings.planFile()).isEmpty();
        assertThat(settings.region()).isEqualTo("local");
        assertThat(settings.rateLimits()).isTrue();
    }

    @Test
    void listensToNoProgramsAndAsksNoneByDefault() {
        Settings settings = SettingsLoader.load(new JsonObject(), Map.of());

        assertThat(settings.edge().bridge()).isEmpty();
        assertThat(settings.chat().hook()).isEmpty();
    }

    @Test
    void readsHowProgramsTakePart() {
        Settings settings = SettingsLoader.load(
                new JsonObject(),
                Map.of(
                        "PARLEY_BRIDGE_PORT", "7000",
                        "PARLEY_BRIDGE_TOKEN_FILE", "/run/secrets/token",
                        "PARLEY_MESSAGE_HOOK", "refuse"));

        assertThat(settings.edge().bridge())
                .contains(new Settings.Bridge("127.0.0.1", 7000, Path.of("/run/secrets/token"), Optional.empty()));
        assertThat(settings.chat().hook()).contains(new Settings.Hook(Duration.ofMillis(500), false));
    }

    @Test
    void readsWhereTracesGoAndHowMany() {
        Settings settings = SettingsLoader.load(
                new JsonObject(), Map.of("PARLEY_TRACES_URL", "http://127.0.0.1:4318", "PARLEY_TRACES_SHARE", "0.5"));

        assertThat(settings.traces()).contains(new Settings.Traces(URI.create("http://127.0.0.1:4318"), 0.5));
        assertThat(fromFile("{}").traces()).isEmpty();
    }

    @Test
    void aBridgeWantsAToken() {
        assertThatThrownBy(() -> fromEnvironment("PARLEY_BRIDGE_PORT", "7000"))
                .isInstanceOf(BadSetting.class)
                .hasMessageContaining("PARLEY_BRIDGE_TOKEN_FILE");
    }

    @Test
    void defaultsFollowTheSettingsTheyDependOn() {
        Settings settings = SettingsLoader.load(
                new JsonObject(), Map.of("PARLEY_EDGE_PORT", "9001", "PARLEY_DATA_DIR", "/srv/parley"));

        assertThat(settings.edge().url()).isEqualTo(URI.create("http://localhost:9001"));
        assertThat(settings.jwtKeyFile()).isEqualTo(Path.of("/srv/parley/jwt-keys.json"));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "{\"api\": {\"port\": 9000}}",
                "{\"api.port\": 9000}",
                "{\"apiPort\": \"9000\"}",
                "{\"api-port\": 9000}",
                "{\"API_PORT\": 9000}",
                "{\"PARLEY_API_PORT\": 9000}"
            })
    void aFileMayWriteANameInSeveralWays(String json) {
        assertThat(fromFile(json).api().port()).isEqualTo(9000);
    }

    @Test
    void readsListsFromAFile() {
        Settings settings = SettingsLoader.load(
                new JsonObject().put("verticles", new JsonArray().add("api").add("edge")), Map.of());

        assertThat(settings.verticles()).containsExactlyInAnyOrder("api", "edge");
    }

    @Test
    void theEnvironmentWins() {
        Settings settings = SettingsLoader.load(
                new JsonObject("{\"apiPort\": 1, \"region\": \"eu\"}"), Map.of("PARLEY_API_PORT", "2"));

        assertThat(settings.api().port()).isEqualTo(2);
        assertThat(settings.region()).isEqualTo("eu");
    }

    @Test
    void readsListsWithCommas() {
        assertThat(fromEnvironment("PARLEY_CLUSTER_MEMBERS", "127.0.0.1:5701, node-b:5702")
                        .cluster()
                        .members())
                .containsExactly("127.0.0.1:5701", "node-b:5702");
    }

    @Test
    void namesAnUnknownVariableAndWhatThereIs() {
        assertThatThrownBy(() -> fromEnvironment("PARLEY_APIPORT", "1"))
                .isInstanceOf(BadSetting.class)
                .hasMessageStartingWith(
                        "there is no setting PARLEY_APIPORT (given as \"1\"); allowed: PARLEY_ACCOUNTS,")
                .hasMessageContaining("PARLEY_API_PORT");
    }

    @Test
    void namesAnUnknownKeyAndWhatThereIs() {
        assertThatThrownBy(() -> fromFile("{\"api\": {\"prot\": 1}}"))
                .isInstanceOf(BadSetting.class)
                .hasMessageStartingWith("there is no setting api.prot (given as \"1\"); allowed: accounts,")
                .hasMessageContaining("api.port");
    }

    @Test
    void refusesASettingGivenTwice() {
        assertThatThrownBy(() -> fromFile("{\"api.port\": 1, \"apiPort\": 2}"))
                .isInstanceOf(BadSetting.class)
                .hasMessageContaining("apiPort")
                .hasMessageContaining("api.port");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "PARLEY_API_PORT|abc",
                "PARLEY_API_PORT|''",
                "PARLEY_API_PORT|0",
                "PARLEY_OPS_PORT|65536",
                "PARLEY_EDGE_PORT|-1",
                "PARLEY_EDGE_URL|localhost:8081",
                "PARLEY_EDGE_URL|ftp://here",
                "PARLEY_EDGE_URL|http://",
                "PARLEY_EDGE_URL|http://a b",
                "PARLEY_ALLOWED_ORIGINS|https://chat.example.org/page",
                "PARLEY_ALLOWED_ORIGINS|*",
                "PARLEY_CLUSTER_MEMBERS|somewhere",
                "PARLEY_CLUSTER_MEMBERS|a:1,,b:2",
                "PARLEY_CLUSTER_MEMBERS|a:99999",
                "PARLEY_MESSAGES|mysql",
                "PARLEY_ACCOUNTS|oracle",
                "PARLEY_SESSIONS|memcached",
                "PARLEY_RATE_LIMITS|maybe",
                "PARLEY_ARGON2|m=1,t=1,p=1",
                "PARLEY_ARGON2|fast",
                "PARLEY_ARGON2|m=19456,t=0,p=1",
                "PARLEY_REGION|two words",
                "PARLEY_DATA_DIR|''",
                "PARLEY_API_HOST|a host",
                "PARLEY_TRACES_URL|127.0.0.1:4318",
                "PARLEY_TRACES_SHARE|1.1",
                "PARLEY_TRACES_SHARE|-0.5",
                "PARLEY_TRACES_SHARE|1%"
            })
    void namesABadValueAndWhatIsAllowed(String variable, String value) {
        assertThatThrownBy(() -> fromEnvironment(variable, value))
                .isInstanceOf(BadSetting.class)
                .hasMessageStartingWith(variable + " is \"" + value + "\"; allowed: ")
                .hasMessageNotContaining("\n");
    }

    @Test
    void neverShowsSecrets() {
        assertThatThrownBy(() -> fromEnvironment("PARLEY_ACCOUNTS", "mysql://ann:letmein@db/parley"))
                .hasMessageContaining("mysql://...@db/parley")
                .hasMessageNotContaining("letmein");
        assertThatThrownBy(() -> fromEnvironment("PARLEY_DB_PASSWORD", "letmein"))
                .hasMessageContaining("PARLEY_DB_PASSWORD")
                .hasMessageNotContaining("letmein");
    }

    @Test
    void staysOnOneLineWhateverTheValue() {
        assertThatThrownBy(() -> fromEnvironment("PARLEY_REGION", "a\nb\r" + "x".repeat(5000)))
                .satisfies(bad ->
                        assertThat(bad.getMessage()).doesNotContain("\n", "\r").hasSizeLessThan(400));
    }

    @Test
    void anEdgeWithTlsIsReachedByIt() {
        Settings settings = SettingsLoader.load(
                new JsonObject(),
                Map.of("PARLEY_EDGE_TLS_CERTIFICATE", "edge.pem", "PARLEY_EDGE_TLS_KEY", "edge-key.pem"));

        assertThat(settings.edge().url()).isEqualTo(URI.create("https://localhost:8081"));
        assertThat(settings.edge().tls()).contains(new Settings.Tls(Path.of("edge.pem"), Path.of("edge-key.pem")));
        assertThat(settings.api().tls()).isEmpty();
        assertThat(settings.cluster().tls()).isEmpty();
    }

    @ParameterizedTest
    @CsvSource({
        "PARLEY_API_TLS_KEY,PARLEY_API_TLS_CERTIFICATE",
        "PARLEY_OPS_TLS_CERTIFICATE,PARLEY_OPS_TLS_KEY",
        "PARLEY_CLUSTER_TLS_AUTHORITY,PARLEY_CLUSTER_TLS_CERTIFICATE"
    })
    void halfOfTlsIsNone(String given, String missing) {
        assertThatThrownBy(() -> fromEnvironment(given, "file.pem"))
                .isInstanceOf(BadSetting.class)
                .hasMessageStartingWith(missing + " is \"\"; allowed: a file in PEM");
    }

    @Test
    void nodesThatShowThemselvesNameWhomTheyAccept() {
        Map<String, String> half =
                Map.of("PARLEY_CLUSTER_TLS_CERTIFICATE", "node.pem", "PARLEY_CLUSTER_TLS_KEY", "node-key.pem");
        assertThatThrownBy(() -> SettingsLoader.load(new JsonObject(), half))
                .isInstanceOf(BadSetting.class)
                .hasMessageStartingWith("PARLEY_CLUSTER_TLS_AUTHORITY is");
    }

    @Test
    void saysAllThatIsWrongAndNothingTwice() {
        List<BadSetting> problems = SettingsLoader.check(
                        new JsonObject(
                                "{\"api\": {\"port\": 0, \"prot\": 1}, \"region\": \"a b\", \"edge.port\": 1, \"edgePort\": 2}"),
                        Map.of(
                                "PARLEY_EDGE_TLS_KEY", "key.pem",
                                "PARLEY_OPS_TLS_KEY", "",
                                "PARLEY_APNS_KEY_FILE", "key.p8",
                                "PARLEY_NOTHING", "1"))
                .problems();
        assertThat(problems)
                .extracting(problem -> problem.getMessage().replaceAll(" is \".*| \\(given.*", ""))
                .containsExactlyInAnyOrder(
                        "edgePort",
                        "there is no setting api.prot",
                        "there is no setting PARLEY_NOTHING",
                        "api.port",
                        "PARLEY_EDGE_TLS_CERTIFICATE",
                        "PARLEY_OPS_TLS_KEY",
                        "PARLEY_APNS_KEY_ID",
                        "PARLEY_APNS_TEAM_ID",
                        "PARLEY_APNS_TOPIC",
                        "region");
    }

    @Test
    void aSecretMayStandInAFile(@TempDir Path folder) throws IOException {
        Path file = Files.writeString(folder.resolve("accounts"), "postgresql://ann:letmein@db/parley\n");
        assertThat(fromEnvironment("PARLEY_ACCOUNTS_FILE", file.toString())
                        .stores()
                        .accounts())
                .isEqualTo("postgresql://ann:letmein@db/parley");
    }

    @Test
    void whatAFileOfASecretHoldsIsNeverShown(@TempDir Path folder) throws IOException {
        Path file = Files.writeString(folder.resolve("accounts"), "letmein");
        assertThatThrownBy(() -> fromEnvironment("PARLEY_ACCOUNTS_FILE", file.toString()))
                .hasMessageStartingWith("PARLEY_ACCOUNTS_FILE is \"" + file)
                .hasMessageNotContaining("letmein");
        assertThatThrownBy(() -> fromEnvironment(
                        "PARLEY_ACCOUNTS_FILE", folder.resolve("none").toString()))
                .hasMessageContaining("a file that can be read");
        assertThatThrownBy(() -> SettingsLoader.load(
                        new JsonObject().put("accounts", "h2"), Map.of("PARLEY_ACCOUNTS_FILE", file.toString())))
                .hasMessageContaining("not beside accounts");
        assertThatThrownBy(() -> fromEnvironment("PARLEY_REGION_FILE", file.toString()))
                .hasMessageStartingWith("there is no setting PARLEY_REGION_FILE");
    }

    @Test
    void helpListsEverySetting() {
        assertThat(SettingsHelp.text().lines().filter(line -> line.startsWith("  PARLEY_")))
                .hasSize(SettingTable.ALL.size());
    }
}
