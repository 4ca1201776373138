package dev.parley.docker;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import dev.parley.accounts.sql.PostgresSettings;
import dev.parley.config.Settings;
import dev.parley.config.SettingsLoader;
import dev.parley.redis.RedisSettings;
import dev.parley.store.cassandra.CassandraSettings;
import io.vertx.core.json.JsonObject;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Whether the compose files start something that fits together. */
class ComposeTest {
    private static final Map<String, String> VARIABLES =
            Map.of("POSTGRES_PASSWORD", "pg-Secret1", "REDIS_PASSWORD", "redis-Secret2");
    private static final String CLUSTER = "compose.yaml";
    private static final String DEV = "compose.dev.yaml";
    private static final Set<String> STORES = Set.of("postgres", "redis", "cassandra-1", "cassandra-2", "cassandra-3");

    private final ComposeFile cluster = ComposeFile.read(CLUSTER, VARIABLES);

    @ParameterizedTest
    @ValueSource(strings = {CLUSTER, DEV})
    void everyNodeIsGivenSettingsThatExistAndAreAllowed(String file) {
        ComposeFile compose = ComposeFile.read(file, VARIABLES);
        assertThat(compose.nodes()).isNotEmpty();
        compose.nodes().keySet().forEach(node -> settings(compose, node));
    }

    @Test
    void theUrlsOfStoresAreReadAndNameServices() {
        Settings.Stores stores = settings(cluster, "stores").stores();
        CassandraSettings cassandra = CassandraSettings.parse(stores.messages());
        PostgresSettings postgres = PostgresSettings.parse(stores.accounts());
        RedisSettings redis = RedisSettings.parse(stores.sessions());

        Set<String> named = new HashSet<>(Set.of(postgres.host()));
        cassandra.contacts().stream().map(InetSocketAddress::getHostString).forEach(named::add);
        redis.hosts().forEach(host -> named.add(host.replaceFirst(":.*", "")));
        assertThat(named).isEqualTo(STORES);
        assertThat(cassandra.datacenter())
                .hasValue(cluster.environment("cassandra-1").get("CASSANDRA_DC"));
        assertThat(postgres.password()).hasValue("pg-Secret1");
        assertThat(redis.password()).hasValue("redis-Secret2");
    }

    @Test
    void theNodesTogetherRunTheWholePlanAndTwoOfThemAreEdges() throws IOException {
        List<String> running = new ArrayList<>();
        cluster.nodes()
                .keySet()
                .forEach(node -> running.addAll(settings(cluster, node).verticles()));
        assertThat(new TreeSet<>(running)).isEqualTo(plan());
        assertThat(running).filteredOn("edge"::equals).hasSize(2);
    }

    private static Set<String> plan() throws IOException {
        Set<String> names = new TreeSet<>();
        new JsonObject(Files.readString(Path.of("verticles.json")))
                .getJsonArray("verticles")
                .forEach(verticle -> names.add(((JsonObject) verticle).getString("name")));
        names.remove("ops");
        return names;
    }

    @Test
    void everyNodeKnowsAllOthersByTheirNames() {
        Set<String> nodes = cluster.nodes().keySet();
        Set<String> addresses = nodes.stream()
                .map(node -> settings(cluster, node).cluster())
                .map(address -> address.host() + ":" + address.port())
                .collect(Collectors.toSet());
        assertThat(addresses).hasSameSizeAs(nodes);
        for (String node : nodes) {
            assertThat(settings(cluster, node).cluster().host()).isEqualTo(node);
            assertThat(settings(cluster, node).cluster().members()).containsExactlyInAnyOrderElementsOf(addresses);
            assertThat(cluster.command(node)).containsExactly("-cluster");
        }
    }

    @Test
    void storesAreWaitedForUntilTheyAreWell() {
        JsonNode waits = cluster.services().get("stores").path("depends_on");
        assertThat(waits.properties())
                .allSatisfy(wait ->
                        assertThat(wait.getValue().path("condition").asText()).isEqualTo("service_healthy"));
        STORES.forEach(store -> assertThat(
                        cluster.services().get(store).path("healthcheck").path("test"))
                .as(store)
                .isNotEmpty());
        assertThat(waits.properties()).extracting(Map.Entry::getKey).contains("postgres", "redis", "cassandra-3");
    }

    @Test
    void whateverIsDependedOnExists() {
        cluster.services().forEach((name, service) -> {
            JsonNode waits = service.path("depends_on");
            Set<String> others = new HashSet<>();
            waits.properties().forEach(wait -> others.add(wait.getKey()));
            waits.forEach(wait -> {
                if (wait.isTextual()) {
                    others.add(wait.asText());
                }
            });
            assertThat(cluster.services().keySet()).as(name).containsAll(others);
        });
    }

    @Test
    void passwordsAreAskedForAndNeverWritten() {
        VARIABLES.keySet().forEach(missing -> {
            Map<String, String> others = VARIABLES.entrySet().stream()
                    .filter(variable -> !variable.getKey().equals(missing))
                    .collect(Collectors.toMap(Map.Entry::getKey, Map.Entry::getValue));
            assertThatThrownBy(() -> ComposeFile.read(CLUSTER, others)).hasMessage(missing + ": set it in docker/.env");
            assertThat(ComposeFile.text("env.example")).containsPattern("(?m)^" + missing + "=$");
        });
        assertThat(ComposeFile.text(CLUSTER).lines().filter(line -> line.contains("PASSWORD")))
                .allSatisfy(line -> assertThat(line).contains("_PASSWORD:?"));
    }

    @ParameterizedTest
    @ValueSource(strings = {CLUSTER, DEV})
    void everyImageIsOfOneVersion(String file) {
        ComposeFile.read(file, VARIABLES).services().values().forEach(service -> assertThat(
                        service.path("image").asText())
                .matches("[a-z]+:\\d+(\\.\\d+)+"));
    }

    @Test
    void onlyTheBalancerIsReachedFromOutside() {
        cluster.services()
                .forEach((name, service) ->
                        assertThat(service.has("ports")).as(name).isEqualTo(name.equals("balancer")));
    }

    @Test
    void theBalancerSendsToPortsThatAreServed() {
        List<String> servers = Pattern.compile("(?m)^  server (\\S+) (\\S+)")
                .matcher(ComposeFile.text("haproxy.cfg"))
                .results()
                .map(match -> match.group(1) + " " + match.group(2))
                .toList();
        List<String> served = new ArrayList<>();
        cluster.nodes().keySet().forEach(node -> {
            Settings settings = settings(cluster, node);
            if (settings.verticles().contains("edge")) {
                served.add(node + " " + node + ":" + settings.edge().port());
            }
            if (settings.verticles().contains("api")) {
                served.add(node + " " + node + ":" + settings.api().port());
            }
        });
        assertThat(servers).containsExactlyInAnyOrderElementsOf(served);
    }

    @Test
    void theBalancerKeepsSockJsSessionsTogetherAndSaysWhoseConnectionsItBrings() {
        String config = ComposeFile.text("haproxy.cfg");
        assertThat(config)
                .containsPattern("(?m)^  cookie \\S+ insert")
                .contains("server edge-1 edge-1:8081 cookie edge-1", "server edge-2 edge-2:8081 cookie edge-2")
                .contains("middle:8080 send-proxy-v2");
        assertThat(settings(cluster, "middle").api().proxyProtocol()).isTrue();
    }

    @Test
    void theBalancerAsksWhereNodesAnswer() {
        assertThat(ComposeFile.text("haproxy.cfg"))
                .contains("httpchk GET /health/ready")
                .contains("check port " + settings(cluster, "edge-1").ops().port());
        cluster.nodes().keySet().forEach(node -> assertThat(
                        settings(cluster, node).ops().host())
                .isEqualTo("0.0.0.0"));
    }

    private static Settings settings(ComposeFile compose, String node) {
        return SettingsLoader.load(new JsonObject(), compose.environment(node));
    }
}
