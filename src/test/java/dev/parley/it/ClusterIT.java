package dev.parley.it;

import static org.assertj.core.api.Assertions.assertThat;

import io.vertx.core.json.JsonObject;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Node A runs everything; node B, started first, runs what faces clients. */
class ClusterIT {
    @TempDir
    private static Path folder;

    private static ParleyProcess a;
    private static ParleyProcess b;
    private static int readyAlone;
    private static int accounts;

    private Device ann;
    private Device ben;

    @BeforeAll
    static void startBThenA() throws IOException, InterruptedException {
        Cluster cluster = new Cluster(folder, 2);
        a = cluster.member("a");
        b = cluster.member("b").with("PARLEY_VERTICLES", "api,edge,router");
        b.launch().awaitHealth("live", 200, Duration.ofMinutes(1));
        readyAlone = b.health("ready");
        a.start();
        b.awaitReady();
    }

    @AfterAll
    static void stop() {
        b.close();
        a.close();
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
    void theConsoleOfEitherNodeShowsBothAndFindsPeople() {
        try (Socket onB = connect(ben, b)) {
            JsonObject found = a.ops("/console/user?who=" + ben.username());
            assertThat(found.getString("id")).isEqualTo(ben.user());
            JsonObject session = found.getJsonArray("sessions").getJsonObject(0);
            assertThat(session.getString("device")).isEqualTo(ben.id());

            List<JsonObject> nodes = a.ops("/console/nodes").getJsonArray("nodes").stream()
                    .map(JsonObject.class::cast)
                    .toList();
            assertThat(nodes).hasSize(2).allSatisfy(node -> assertThat(node.getInteger("lease"))
                    .isNotNull());
            JsonObject holder = nodes.stream()
                    .filter(node -> node.getString("node").equals(session.getString("node")))
                    .findFirst()
                    .orElseThrow();
            assertThat(holder.getJsonObject("edge").getString("url"))
                    .isEqualTo(b.edge().toString());
            assertThat(b.ops("/console/nodes").getJsonArray("nodes")).hasSize(2);
            assertThat(onB.isClosed()).isFalse();
        }
    }

    @Test
    void aDeviceThatConnectsElsewhereReplacesItself() {
        try (Socket first = connect(ann, a);
                Socket second = connect(ann, b)) {
            assertThat(first.awaitClose(Duration.ofSeconds(10))).isEqualTo(4409);
            assertThat(second.isClosed()).isFalse();
        }
    }
}
