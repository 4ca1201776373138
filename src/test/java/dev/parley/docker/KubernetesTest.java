package dev.parley.docker;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.introspect.Annotated;
import com.fasterxml.jackson.databind.introspect.JacksonAnnotationIntrospector;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.parley.config.Settings;
import dev.parley.config.SettingsLoader;
import io.fabric8.kubernetes.api.model.ConfigMap;
import io.fabric8.kubernetes.api.model.Container;
import io.fabric8.kubernetes.api.model.EnvVar;
import io.fabric8.kubernetes.api.model.PodSpec;
import io.fabric8.kubernetes.api.model.Service;
import io.fabric8.kubernetes.api.model.apps.Deployment;
import io.fabric8.kubernetes.api.model.networking.v1.Ingress;
import io.fabric8.kubernetes.api.model.networking.v1.NetworkPolicy;
import io.fabric8.kubernetes.api.model.policy.v1.PodDisruptionBudget;
import io.vertx.core.json.JsonObject;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeSet;
import java.util.stream.StreamSupport;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.yaml.snakeyaml.LoaderOptions;
import org.yaml.snakeyaml.Yaml;
import org.yaml.snakeyaml.constructor.SafeConstructor;

/** Whether the manifests are what Kubernetes knows, and start something that fits together. */
class KubernetesTest {
    private static final Map<String, Class<?>> KINDS = Map.of(
            "v1/ConfigMap", ConfigMap.class,
            "v1/Service", Service.class,
            "apps/v1/Deployment", Deployment.class,
            "policy/v1/PodDisruptionBudget", PodDisruptionBudget.class,
            "networking.k8s.io/v1/NetworkPolicy", NetworkPolicy.class,
            "networking.k8s.io/v1/Ingress", Ingress.class);

    /** The types take any field and keep it; here a field that they don't know is a mistake. */
    private static final ObjectMapper STRICT = new ObjectMapper()
            .enable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES)
            .setAnnotationIntrospector(new JacksonAnnotationIntrospector() {
                private static final long serialVersionUID = 1;

                @Override
                public Boolean hasAnySetter(Annotated member) {
                    return false;
                }
            });

    @TempDir
    private Path folder;

    private final JsonNode manifest = manifest();

    private static JsonNode manifest() {
        Object loaded =
                new Yaml(new SafeConstructor(new LoaderOptions())).load(ComposeFile.text("kubernetes/parley.yaml"));
        return new ObjectMapper().valueToTree(loaded);
    }

    @Test
    void everyFieldIsOneThatKubernetesKnows() {
        assertThat(manifest.path("items"))
                .hasSizeGreaterThan(10)
                .allSatisfy(item -> STRICT.convertValue(item, kind(item)));
    }

    @Test
    void aFieldThatIsMisspeltIsFound() {
        ObjectNode misspelt = deployments().get(0).deepCopy();
        ((ObjectNode) misspelt.at("/spec/template/spec/containers/0")).put("readynessProbe", "x");
        assertThatThrownBy(() -> STRICT.convertValue(misspelt, Deployment.class))
                .hasMessageContaining("readynessProbe");
    }

    private static Class<?> kind(JsonNode item) {
        String kind = item.path("apiVersion").asText() + "/" + item.path("kind").asText();
        return Optional.ofNullable(KINDS.get(kind)).orElseThrow(() -> new AssertionError("what is a " + kind));
    }

    private List<ObjectNode> deployments() {
        return StreamSupport.stream(manifest.path("items").spliterator(), false)
                .filter(item -> item.path("kind").asText().equals("Deployment"))
                .map(ObjectNode.class::cast)
                .toList();
    }

    private List<Deployment> parts() {
        return deployments().stream()
                .map(node -> STRICT.convertValue(node, Deployment.class))
                .toList();
    }

    @Test
    void everyNodeIsGivenSettingsThatExistAndAreAllowed() throws IOException {
        List<String> running = new ArrayList<>();
        for (Deployment part : parts()) {
            Settings settings = settings(pod(part));
            running.addAll(settings.verticles());
            assertThat(settings.cluster().service()).contains("parley-nodes");
            assertThat(settings.cluster().host()).isEqualTo("10.1.2.3");
            assertThat(settings.ops().host()).isEqualTo("0.0.0.0");
            assertThat(pod(part).getContainers().get(0).getArgs()).containsExactly("-cluster");
        }
        assertThat(new TreeSet<>(running))
                .containsExactly("accounts", "api", "edge", "notification", "persistence", "presence", "router");
    }

    /** Services in the same namespace would name ports in variables that look like settings. */
    @Test
    void podsGetNoVariablesOfServicesAndNoRights() {
        assertThat(parts()).map(KubernetesTest::pod).allSatisfy(pod -> {
            assertThat(pod.getEnableServiceLinks()).isFalse();
            assertThat(pod.getAutomountServiceAccountToken()).isFalse();
            assertThat(pod.getSecurityContext().getRunAsNonRoot()).isTrue();
            assertThat(pod.getContainers().get(0).getSecurityContext().getReadOnlyRootFilesystem())
                    .isTrue();
        });
    }

    @Test
    void podsHaveTimeToSendTheirClientsAway() throws IOException {
        for (Deployment part : parts()) {
            assertThat(pod(part).getTerminationGracePeriodSeconds())
                    .isGreaterThanOrEqualTo(settings(pod(part)).edge().drain().toSeconds() + 20);
        }
    }

    @Test
    void probesAskWhereNodesAnswer() {
        assertThat(parts()).map(part -> pod(part).getContainers().get(0)).allSatisfy(container -> {
            assertThat(container.getLivenessProbe().getHttpGet().getPath()).isEqualTo("/health/live");
            assertThat(container.getReadinessProbe().getHttpGet().getPath()).isEqualTo("/health/ready");
            assertThat(container.getPorts())
                    .anyMatch(port -> port.getName().equals("ops") && port.getContainerPort() == 8082);
        });
    }

    @Test
    void theImageIsTheOneThatIsBuilt() {
        assertThat(parts())
                .allSatisfy(part -> assertThat(pod(part).getContainers().get(0).getImage())
                        .isEqualTo(ComposeFile.read("compose.dev.yaml", Map.of())
                                .nodes()
                                .values()
                                .iterator()
                                .next()
                                .path("image")
                                .asText()));
    }

    private static PodSpec pod(Deployment part) {
        return part.getSpec().getTemplate().getSpec();
    }

    private Settings settings(PodSpec pod) throws IOException {
        Map<String, String> environment = new HashMap<>(configMap());
        Container container = pod.getContainers().get(0);
        for (EnvVar variable : container.getEnv()) {
            environment.put(
                    variable.getName(), Optional.ofNullable(variable.getValue()).orElse("10.1.2.3"));
        }
        for (String store : List.of("ACCOUNTS=h2", "MESSAGES=rocksdb", "SESSIONS=shared")) {
            String[] secret = store.split("=", -1);
            Path mounted = Files.writeString(folder.resolve(secret[0]), secret[1]);
            environment.computeIfPresent("PARLEY_" + secret[0] + "_FILE", (name, path) -> mounted.toString());
        }
        return SettingsLoader.load(new JsonObject(), environment);
    }

    private Map<String, String> configMap() {
        JsonNode item = manifest.path("items").get(0);
        return STRICT.convertValue(item, ConfigMap.class).getData();
    }
}
