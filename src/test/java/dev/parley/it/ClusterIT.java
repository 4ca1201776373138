package dev.parley.it;

import static org.assertj.core.api.Assertions.assertThat;

import dev.parley.Eventually;
import io.opentelemetry.proto.common.v1.KeyValue;
import io.vertx.core.json.JsonObject;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Node A runs everything; node B, started first, runs what faces clients. */
class ClusterIT {
    @TempDir
    private static Path folder;

    private static Collector collector;
    private static ParleyProcess a;
    private static ParleyProcess b;
    private static int readyAlone;
    private static int accounts;

    private Device ann;
    private Device ben;

    @BeforeAll
    static void startBThenA() throws IOException, InterruptedException {
        Cluster cluster = new Cluster(folder, 2);
        collector = new Collector();
        a = followed(cluster.member("a"));
        b = followed(cluster.member("b")).with("PARLEY_VERTICLES", "api,edge,router");
        b.launch().awaitHealth("live", 200, Duration.ofMinutes(1));
        readyAlone = b.health("ready");
        a.start();
        b.awaitReady();
    }

    private static ParleyProcess followed(ParleyProcess node) {
        return node.with("PARLEY_TRACES_URL", collector.url().toString()).with("PARLEY_TRACES_SHARE", "1");
    }

    @AfterAll
    static void stop() {
        b.close();
        a.close();
        collector.close();
    }

    @BeforeEach
    void signUp() {
        accounts++;
        ann = Device.signUp(a.api(), "ann" + accounts);
        ben = Device.signUp(b.api(), "ben" + accounts);
    }

    private static Socket connect(Device device, ParleyProcess node) {
        return device.connect(node.edge(), Optional.empty());
    }

    @Test
    void theNodeThatWasFirstWaitedForTheOther() {
        assertThat(readyAlone).isEqualTo(503);
        assertThat(b.output()).anyMatch(line -> line.startsWith("Parley is ready"));
    }

    @Test
    void peopleOnTwoNodesChatBothWays() {
        try (Socket onA = connect(ann, a);
                Socket onB = connect(ben, b)) {
            onA.awaitAccepted(onA.send(ben.user(), "from A"));
            onB.awaitText("from A");
            onB.awaitAccepted(onB.send(ann.user(), "from B"));
            onA.awaitText("from B");
        }
        assertThat(ann.history(ann.conversationWith(ben)))
                .extracting(message -> message.getString("text"))
                .containsExactly("from A", "from B");
    }

    @Test
    void aUserOnBothNodesGetsTheMessageOnBoth() {
        try (Socket sender = connect(ben, b);
                Socket onA = connect(ann, a);
                Socket onB = connect(ann.another(b.api()), b)) {
            String id = sender.awaitAccepted(sender.send(ann.user(), "to both")).getString("id");

            assertThat(onA.awaitText("to both").getString("id")).isEqualTo(id);
            assertThat(onB.awaitText("to both").getString("id")).isEqualTo(id);
        }
    }

    @Test
    void revokingADeviceOnOneNodeClosesItsSocketOnTheOther() {
        Device lost = ann.another(a.api());
        try (Socket onB = connect(lost, b)) {
            ann.rest().delete("/devices/" + lost.id());

            assertThat(onB.awaitClose(Duration.ofSeconds(10))).isEqualTo(4403);
        }
        try (Socket again = Socket.open(b.edge())) {
            again.frame(new JsonObject().put("type", "hello").put("token", lost.token()));

            assertThat(again.awaitClose(Duration.ofSeconds(10))).isBetween(4400, 4499);
        }
        lost.at(b.api()).rest().get("/users/me").expect(401);
        lost.rest().get("/users/me").expect(401);
    }

    @Test
    void theConsoleOfEitherNodeShowsBothAndFindsPeople() throws Exception {
        try (Socket onB = connect(ben, b)) {
            JsonObject found = a.ops("/console/user?who=" + ben.username());
            assertThat(found.getString("id")).isEqualTo(ben.user());
            JsonObject session = found.getJsonArray("sessions").getJsonObject(0);
            assertThat(session.getString("device")).isEqualTo(ben.id());

            Eventually.holds("the console shows both", () -> nodesShownBy(a).size() == 2);
            List<JsonObject> nodes = nodesShownBy(a);
            assertThat(nodes)
                    .allSatisfy(node -> assertThat(node.getInteger("lease")).isNotNull());
            JsonObject holder = nodes.stream()
                    .filter(node -> node.getString("node").equals(session.getString("node")))
                    .findFirst()
                    .orElseThrow();
            assertThat(holder.getJsonObject("edge").getString("url"))
                    .isEqualTo(b.edge().toString());
            Eventually.holds(
                    "the other's console does, too", () -> nodesShownBy(b).size() == 2);
            assertThat(onB.isClosed()).isFalse();
        }
    }

    /** Those that answered in time, now or before. */
    private static List<JsonObject> nodesShownBy(ParleyProcess process) {
        return process.ops("/console/nodes").getJsonArray("nodes").stream()
                .map(JsonObject.class::cast)
                .toList();
    }

    @Test
    void aDeviceThatConnectsElsewhereReplacesItself() {
        try (Socket first = connect(ann, a);
                Socket second = connect(ann, b)) {
            assertThat(first.awaitClose(Duration.ofSeconds(10))).isEqualTo(4409);
            assertThat(second.isClosed()).isFalse();
        }
    }

    @Test
    void aMessageIsFollowedFromEdgeToEdgeInOneTrace() throws Exception {
        String id;
        String ofAStranger = "0af7651916cd43dd8448eb211c80319c";
        ask(b.api().resolve("/"), "traceparent", "00-" + ofAStranger + "-b7ad6b7169203331-01");
        try (Socket onA = connect(ann, a);
                Socket onB = connect(ben, b)) {
            id = onB.awaitAccepted(onB.send(ann.user(), "for Ann only")).getString("id");
            onA.awaitText("for Ann only");
        }
        String routed = "edge.send > router.submit";
        Eventually.holds("the trace is whole", () -> Collector.ways(collector.traceOf(id))
                .containsAll(List.of(
                        "edge.send",
                        routed,
                        routed + " > persistence.append > persistence.append > messages.append",
                        routed + " > presence.locate > presence.locate > sessions.locate",
                        routed + " > edge.deliver > edge.deliver > edge.write")));

        List<Collector.Kept> trace = collector.traceOf(id);
        assertThat(nodesOf(trace, "edge.send")).hasSize(1).isEqualTo(nodesOf(trace, "router.submit"));
        assertThat(nodesOf(trace, "edge.write")).hasSize(1).doesNotContainAnyElementsOf(nodesOf(trace, "edge.send"));
        assertThat(nodesOf(trace, "messages.append")).isEqualTo(nodesOf(trace, "edge.write"));
        assertThat(collector.spans().toString())
                .doesNotContain("for Ann only", ann.user(), ben.user(), ann.username(), ann.token(), ann.id());
        assertThat(collector.spans())
                .anyMatch(kept -> kept.span().getName().equals("api.GET"))
                .noneMatch(kept -> HexFormat.of()
                        .formatHex(kept.span().getTraceId().toByteArray())
                        .equals(ofAStranger));
        assertThat(collector.spans())
                .flatExtracting(kept -> kept.span().getAttributesList())
                .extracting(KeyValue::getKey)
                .isSubsetOf("parley.message.id", "http.request.method", "http.response.status_code");
    }

    private static void ask(URI page, String header, String value) throws IOException, InterruptedException {
        HttpRequest request = HttpRequest.newBuilder(page).header(header, value).build();
        assertThat(HttpClient.newHttpClient()
                        .send(request, HttpResponse.BodyHandlers.discarding())
                        .statusCode())
                .isEqualTo(200);
    }

    private static Set<String> nodesOf(List<Collector.Kept> trace, String step) {
        return trace.stream()
                .filter(kept -> kept.span().getName().equals(step))
                .map(Collector.Kept::node)
                .collect(Collectors.toSet());
    }

    @Test
    void whoTakesNoTracesHoldsNobodyUp() throws Exception {
        collector.refuse(true);
        try (Socket onA = connect(ann, a);
                Socket onB = connect(ben, b)) {
            onB.awaitAccepted(onB.send(ann.user(), "not followed"));
            onA.awaitText("not followed");
            Eventually.holds("node B tells that they are lost", () -> b.output().stream()
                    .anyMatch(line -> line.contains("Traces are lost")));
            collector.refuse(false);
            onB.awaitAccepted(onB.send(ann.user(), "followed again"));
            Eventually.holds("node B tells that they are taken", () -> b.output().stream()
                    .anyMatch(line -> line.contains("Traces are taken again")));
            assertThat(b.output()).noneMatch(line -> line.contains("io.opentelemetry"));
        }
    }
}
