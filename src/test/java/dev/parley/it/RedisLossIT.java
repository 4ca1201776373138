package dev.parley.it;

import static org.assertj.core.api.Assertions.assertThat;

import dev.parley.servers.RedisServer;
import io.vertx.core.json.JsonObject;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.Base64;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BooleanSupplier;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A cluster whose sessions, limits and revocations are in Redis: two nodes for clients, and presence by itself. */
class RedisLossIT {
    private static final int NODE_ALLOWS = 10;
    private static final int BOTH_NODES_ALLOW = 2 * NODE_ALLOWS;

    @TempDir
    private static Path folder;

    private static RedisServer redis;
    private static ParleyProcess presence;
    private static ParleyProcess a;
    private static ParleyProcess b;
    private static int accounts;

    private Device ann;
    private Device ben;

    @BeforeAll
    static void start() throws Exception {
        redis = RedisServer.start(Files.createDirectories(folder.resolve("redis")));
        Cluster cluster = new Cluster(folder, 3);
        presence = node(cluster, "presence").with("PARLEY_SESSIONS", redis.url());
        a = node(cluster, "accounts,persistence,router,edge,api");
        b = node(cluster, "router,edge,api");
        List.of(presence, a, b).forEach(ParleyProcess::launch);
        for (ParleyProcess process : List.of(presence, a, b)) {
            process.awaitReady();
        }
    }

    private static ParleyProcess node(Cluster cluster, String verticles) throws Exception {
        return cluster.member(verticles).with("PARLEY_VERTICLES", verticles).with("PARLEY_RATE_LIMITS", "on");
    }

    @AfterAll
    static void stop() {
        List.of(b, a, presence).forEach(ParleyProcess::close);
        redis.close();
    }

    @BeforeEach
    void signUp() {
        accounts++;
        ann = Device.signUp(a.api(), "ann" + accounts);
        ben = Device.signUp(b.api(), "ben" + accounts);
    }

    @Test
    void sessionsAreListedAgainAfterAFlushAndDeliveryGoesOn() {
        try (Socket onA = ann.connect(a.edge(), Optional.empty());
                Socket onB = ben.connect(b.edge(), Optional.empty())) {
            chat(onA, onB, "before");
            redis.flush();
            say(onA, ben, "while Redis knows nobody");

            eventually(() -> isListed(ann) && isListed(ben));
            chat(onA, onB, "after");
        }
    }

    @Test
    void deliveryGoesOnWithoutPresenceWhenAllLeasesHaveEndedAndWhenItIsBack() throws Exception {
        try (Socket onA = ann.connect(a.edge(), Optional.empty());
                Socket onB = ben.connect(b.edge(), Optional.empty())) {
            chat(onA, onB, "before");
            presence.kill();
            eventually(() -> hasNoLease(a) && hasNoLease(b));
            onA.awaitAccepted(onA.send(ben.user(), "without presence"));
            onB.awaitText("without presence");
            presence.start();
            eventually(() -> comesLive(onA, ben, onB) && comesLive(onB, ann, onA));
            chat(onA, onB, "after");

            assertThat(onA.isClosed() || onB.isClosed()).isFalse();
        }
    }

    /** Neither the bus nor the database knows of it: what Redis holds has come with a lease. */
    @Test
    void aNodeLearnsOfASignedOutDeviceFromRedisAlone() {
        try (Socket onB = ben.connect(b.edge(), Optional.empty())) {
            long micros = Instant.now().toEpochMilli() * 1_000;
            String signIn = String.join(" ", ben.user(), ben.id(), "" + micros / 1_000, signIn(ben));
            redis.ask("ZADD", "parley:{revoked}:sign-ins", "" + micros, signIn);

            assertThat(onB.awaitClose(Duration.ofSeconds(20))).isEqualTo(4403);
        }
    }

    @Test
    void aNodeLearnsOfASignedOutDeviceThoughRedisForgets() {
        try (Socket onB = ben.connect(b.edge(), Optional.empty())) {
            ben.rest().delete("/devices/" + ben.id());
            redis.flush();

            assertThat(onB.awaitClose(Duration.ofSeconds(20))).isEqualTo(4403);
        }
    }

    @Test
    void failedLoginsOnAllNodesAreCountedTogether() {
        int guesses = 0;
        while (guesses < BOTH_NODES_ALLOW && guess(guesses % 2 == 0 ? a : b) == 401) {
            guesses++;
        }
        assertThat(guesses).as("guesses on both nodes together").isBetween(NODE_ALLOWS, BOTH_NODES_ALLOW - 1);
    }

    private int guess(ParleyProcess node) {
        JsonObject login = new JsonObject()
                .put("username", ann.username())
                .put("password", "not the password")
                .put("device", new JsonObject().put("name", "test").put("platform", "java"));
        return new Rest(node.api(), Optional.empty()).post("/sessions", login).status();
    }

    private void chat(Socket onA, Socket onB, String text) {
        say(onA, ben, text + ", to B");
        onB.awaitText(text + ", to B");
        say(onB, ann, text + ", to A");
        onA.awaitText(text + ", to A");
    }

    /** Sends until it is accepted, as clients do: a node that lost its lease takes no messages until it has one again. */
    private static void say(Socket from, Device to, String text) {
        String ref = UUID.randomUUID().toString();
        eventually(() -> {
            int failures = from.of("failed").size();
            from.send(to.user(), ref, text);
            return from.await(frame -> ref.equals(frame.getString("ref")) && isNew(frame, from, failures))
                    .getString("type")
                    .equals("accepted");
        });
    }

    /** Until the nodes have renewed their leases, what is sent comes with the next sync only. */
    private static boolean comesLive(Socket from, Device to, Socket at) {
        say(from, to, "back");
        return at.messages().stream()
                .anyMatch(message -> message.getString("text").equals("back"));
    }

    private static boolean isNew(JsonObject frame, Socket socket, int failures) {
        return frame.getString("type").equals("accepted") || socket.of("failed").size() > failures;
    }

    private static boolean hasNoLease(ParleyProcess node) {
        JsonObject seen = node.ops("/console/nodes");
        return seen.getJsonArray("nodes").stream()
                .map(JsonObject.class::cast)
                .filter(one -> one.getString("node").equals(seen.getString("here")))
                .noneMatch(one -> one.containsKey("lease"));
    }

    private static boolean isListed(Device device) {
        return redis.ask("EXISTS", "parley:{" + device.user() + "}:sessions").equals("1");
    }

    private static String signIn(Device device) {
        byte[] claims = Base64.getUrlDecoder().decode(device.token().split("\\.", -1)[1]);
        return new JsonObject(new String(claims, StandardCharsets.UTF_8)).getString("sid");
    }

    private static void eventually(BooleanSupplier condition) {
        Instant limit = Instant.now().plusSeconds(30);
        while (!condition.getAsBoolean()) {
            assertThat(Instant.now()).isBefore(limit);
            LockSupport.parkNanos(20_000_000);
        }
    }
}
