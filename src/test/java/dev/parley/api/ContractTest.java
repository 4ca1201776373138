package dev.parley.api;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import dev.parley.bus.Bus;
import dev.parley.config.SettingsLoader;
import dev.parley.contract.FrameContract;
import dev.parley.listen.Callers;
import dev.parley.model.Annotations;
import dev.parley.model.FailureCode;
import dev.parley.model.NodeId;
import dev.parley.node.EdgeBoard;
import dev.parley.node.Node;
import dev.parley.node.OwnEdge;
import dev.parley.node.RateLimits;
import dev.parley.node.TrafficMeter;
import dev.parley.protocol.BridgeDecoder;
import dev.parley.protocol.BridgeFrame;
import dev.parley.protocol.Limits;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.json.JsonObject;
import io.vertx.ext.web.Route;
import io.vertx.ext.web.Router;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The published contract says what the code does, no more and no less. */
class ContractTest {
    private static final Path GOLDEN = Path.of("src/test/resources/golden");

    @Test
    void everyRouteIsInTheContractAndTheReverse() throws Exception {
        assertThat(documented(read("openapi.yaml"))).isEqualTo(mounted());
    }

    private static Set<String> documented(JsonNode openApi) {
        Set<String> calls = new TreeSet<>();
        openApi.get("paths")
                .properties()
                .forEach(path -> path.getValue().fieldNames().forEachRemaining(method -> {
                    if (!method.equals("parameters")) {
                        calls.add(method.toUpperCase(Locale.ROOT) + " " + Routes.BASE + path.getKey());
                    }
                }));
        return calls;
    }

    private static Set<String> mounted() {
        Vertx vertx = Vertx.vertx();
        try {
            Node node = new Node(
                    new NodeId("here"),
                    new ApiFixture.NoClock(),
                    token -> Future.failedFuture("no token"),
                    new FakeSessions(vertx),
                    (draft, origin) -> Future.failedFuture("no router"),
                    RateLimits.none(),
                    new EdgeBoard("local", System::nanoTime, bound -> 0),
                    clients -> Future.succeededFuture(List.of()),
                    new OwnEdge(1, TrafficMeter.NONE),
                    new Callers(0));
            Router router = ApiFixture.await(
                    ApiRouter.create(vertx, new Bus(vertx), SettingsLoader.load(new JsonObject(), Map.of()), node));
            return router.getRoutes().stream()
                    .filter(route -> route.getPath() != null && route.methods() != null)
                    .flatMap(ContractTest::calls)
                    .collect(Collectors.toCollection(TreeSet::new));
        } finally {
            ApiFixture.await(vertx.close());
        }
    }

    private static Stream<String> calls(Route route) {
        String path = route.getPath().replaceAll(":(\\w+)", "{$1}");
        return route.methods().stream().map(method -> method.name() + " " + path);
    }

    @ParameterizedTest
    @ValueSource(strings = {"openapi.yaml", "asyncapi.yaml"})
    void everyReferenceLeadsSomewhere(String file) throws Exception {
        JsonNode document = read(file);
        List<String> references = document.findValuesAsText("$ref");
        assertThat(references).isNotEmpty().allSatisfy(reference -> {
            assertThat(reference).startsWith("#/");
            assertThat(document.at(reference.substring(1)).isMissingNode()).isFalse();
        });
    }

    @Test
    void everyFailureOfRestIsInTheContract() throws Exception {
        Set<String> codes = Arrays.stream(FailureCode.values())
                .filter(code -> code != FailureCode.BAD_FRAME)
                .map(FailureCode::wireName)
                .collect(Collectors.toSet());

        assertThat(texts(read("openapi.yaml").at("/components/schemas/Problem/properties/code/enum")))
                .containsExactlyInAnyOrderElementsOf(codes);
    }

    @Test
    void theLimitsOfTheContractAreThoseOfTheCode() throws Exception {
        JsonNode schemas = read("openapi.yaml").at("/components/schemas");
        assertThat(schemas.at("/Text/maxLength").asInt()).isEqualTo(Limits.TEXT_CODE_POINTS);
        assertThat(schemas.at("/Ref/maxLength").asInt()).isEqualTo(Limits.REF_LENGTH);
        assertThat(schemas.at("/Annotations/maxProperties").asInt()).isEqualTo(Annotations.MOST);
        assertThat(schemas.at("/Annotations/additionalProperties/maxLength").asInt())
                .isEqualTo(Annotations.VALUE_CODE_POINTS);
    }

    static List<Path> goldenFrames() throws IOException {
        try (Stream<Path> files = Files.list(GOLDEN)) {
            return files.filter(file -> file.toString().endsWith(".json"))
                    .sorted()
                    .toList();
        }
    }

    @ParameterizedTest
    @MethodSource("goldenFrames")
    void everyFrameMatchesItsSchema(Path file) throws Exception {
        JsonObject frame = new JsonObject(Files.readString(file));
        boolean fromServer = file.getFileName().toString().startsWith("server-");
        (fromServer ? FrameContract.SERVER : FrameContract.CLIENT).check(frame);
    }

    @Test
    void theContractHasNoFrameMore() throws Exception {
        assertThat(FrameContract.CLIENT.types()).isEqualTo(golden("client-"));
        Set<String> server = golden("server-");
        server.add("event");
        assertThat(FrameContract.SERVER.types()).isEqualTo(server);
    }

    @Test
    void theBridgeTakesWhatItsContractSays() {
        assertThat(FrameContract.BUS_CLIENT.types())
                .containsExactlyInAnyOrder("ping", "register", "unregister", "send");
        assertThat(FrameContract.BUS_CLIENT.types()).allSatisfy(type -> {
            JsonObject frame =
                    new JsonObject().put("type", type).put("address", type.equals("send") ? "chat.sync" : "user.1");
            assertThat(BridgeDecoder.decode(frame.encode()))
                    .isNotInstanceOfAny(BridgeFrame.Malformed.class, BridgeFrame.Denied.class);
        });
    }

    private static Set<String> golden(String side) throws IOException {
        return goldenFrames().stream()
                .map(file -> file.getFileName().toString())
                .filter(name -> name.startsWith(side))
                .map(name -> name.substring(side.length(), name.lastIndexOf('.')))
                .collect(Collectors.toCollection(TreeSet::new));
    }

    private static List<String> texts(JsonNode array) {
        return StreamSupport.stream(array.spliterator(), false)
                .map(JsonNode::asText)
                .toList();
    }

    private static JsonNode read(String file) throws IOException {
        try (InputStream in = ContractTest.class.getResourceAsStream("/" + file)) {
            return new YAMLMapper().readTree(in);
        }
    }
}
