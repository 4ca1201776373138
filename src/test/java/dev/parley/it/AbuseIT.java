package dev.parley.it;

import static org.assertj.core.api.Assertions.assertThat;

import dev.parley.Eventually;
import dev.parley.servers.RawWebSocket;
import io.vertx.core.json.JsonObject;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInfo;
import org.junit.jupiter.api.io.TempDir;

/**
 * Those who read too slowly, write too slowly, come too often or say too much, at a real process with its limits on. While each
 * does, two others chat: all that they say arrives, and half of it about as soon as when they were alone, right before.
 */
class AbuseIT {
    private static final int SOCKETS = 1_000;
    private static final int SENDS = 10_000;
    private static final int TIMES_CLOSED = 20;
    private static final Duration HELLO = Duration.ofSeconds(20);
    private static final long ALONE_MILLIS = 3_000;
    /** How much longer it may take: more than a machine that others use makes of it, less than who has to wait for others. */
    private static final double TIMES = 5;

    private static final double BESIDES_MILLIS = 150;

    @TempDir
    private static Path folder;

    private static ParleyProcess parley;
    private static Relay balancer;
    private static Device ann;
    private static Device bob;
    private static double aloneMillis;

    private final List<Attacker> attackers = new ArrayList<>();
    private Bystanders bystanders;

    @BeforeAll
    static void start() throws Exception {
        parley = ParleyProcess.in(folder)
                .with("PARLEY_RATE_LIMITS", "on")
                .with("PARLEY_EDGE_PROXY_PROTOCOL", "on")
                .with("PARLEY_CONNECTIONS_PER_ADDRESS", String.valueOf(SOCKETS))
                .start();
        balancer = new Relay(parley.edge()).beginsWith(Attacker.proxyLine("203.0.113.1"));
        ann = Device.signUp(parley.api(), "ann");
        bob = Device.signUp(parley.api(), "bob");
        try (Bystanders alone = new Bystanders(balancer.uri())) {
            Eventually.pause(ALONE_MILLIS);
            aloneMillis = alone.allArrived("alone");
        }
    }

    @AfterAll
    static void stop() {
        if (balancer != null) {
            balancer.close();
        }
        if (parley != null) {
            parley.close();
        }
    }

    @BeforeEach
    void chat() {
        bystanders = new Bystanders(balancer.uri());
    }

    @AfterEach
    void allArrived(TestInfo test) throws Exception {
        try (Bystanders done = bystanders) {
            assertThat(done.allArrived(test.getDisplayName()))
                    .as("half arrived within so many milliseconds")
                    .isLessThan(TIMES * aloneMillis + BESIDES_MILLIS);
        }
        for (Attacker attacker : attackers) {
            attacker.close();
        }
    }

    @Test
    void whoReadsAByteASecondOrNothingIsCutOff() throws Exception {
        Device eve = Device.signUp(parley.api(), "eve");
        Attacker dripping = reader("drip", eve);
        Attacker deaf = reader("deaf", eve);
        String text = "語".repeat(100_000);
        try (Socket socket = eve.connect(balancer.uri(), Optional.empty())) {
            for (String refused : List.of("drip", "deaf")) {
                String user = idOf(eve, refused);
                List<String> refs = IntStream.range(0, 40)
                        .mapToObj(i -> socket.send(user, text))
                        .toList();
                refs.forEach(socket::awaitAccepted);
            }
        }
        CompletableFuture<Void> reading = CompletableFuture.runAsync(() -> readSlowly(dripping));

        Eventually.holds("the deaf one is cut off", () -> isCut(deaf));
        Eventually.holds("the dripping one is cut off", () -> isCut(dripping));
        dripping.close();
        reading.get(20, TimeUnit.SECONDS);
    }

    @Test
    void whoSaysHelloAByteAtATimeIsCutOff() throws Exception {
        Attacker attacker = attacker("203.0.113.3").upgrade();
        byte[] hello =
                RawWebSocket.frame(hello(Device.signUp(parley.api(), "slow").token()));
        long end = System.nanoTime() + HELLO.toNanos();
        int said = 0;
        while (System.nanoTime() < end && says(attacker, hello[said])) {
            said++;
            Eventually.pause(100);
        }
        assertThat(said).isLessThan(hello.length);
        assertThat(attacker.isCutOff(Duration.ZERO)).isTrue();
    }

    @Test
    void whoOpensAThousandSocketsGetsNoMore() throws Exception {
        for (int i = 0; i < SOCKETS; i++) {
            attacker("203.0.113.4").upgrade();
        }
        for (int i = 0; i < 20; i++) {
            assertThat(attacker("203.0.113.4").isCutOff(HELLO)).isTrue();
        }
        attacker("203.0.113.5").upgrade();
    }

    @Test
    void whoSendsTenThousandASecondIsRefusedAndClosed() {
        Device mallory = Device.signUp(parley.api(), "mallory");
        String target = Device.signUp(parley.api(), "target").user();
        for (int i = 0; i < TIMES_CLOSED; i++) {
            sendAll(mallory, target);
        }
    }

    private static void sendAll(Device mallory, String target) {
        try (Socket socket = mallory.connect(balancer.uri(), Optional.empty())) {
            for (int i = 0; i < SENDS; i++) {
                socket.send(target, "buy this");
            }
            assertThat(socket.awaitClose(HELLO)).isEqualTo(4429);
            assertThat(socket.of("accepted")).hasSizeLessThan(200);
            assertThat(socket.of("failed")).isNotEmpty().allSatisfy(failed -> {
                assertThat(failed.getString("code")).isEqualTo("rate_limited");
                assertThat(failed.getBoolean("retryable")).isTrue();
                assertThat(failed.getInteger("retryAfterMs")).isPositive();
            });
        }
    }

    private Attacker attacker(String address) throws IOException {
        Attacker attacker = new Attacker(parley.edge(), address);
        attackers.add(attacker);
        return attacker;
    }

    /** Somebody who has a session, and whom {@code friend} may write to. */
    private Attacker reader(String username, Device friend) throws IOException {
        Device device = Device.signUp(parley.api(), username);
        device.conversationWith(friend);
        Attacker attacker = attacker("203.0.113.2").upgrade();
        attacker.frame(hello(device.token()));
        StringBuilder said = new StringBuilder();
        while (said.indexOf("synced") < 0) {
            said.append((char) attacker.read());
        }
        return attacker;
    }

    private static String hello(String token) {
        return new JsonObject().put("type", "hello").put("token", token).encode();
    }

    private static String idOf(Device asker, String username) {
        return asker.rest()
                .get("/users?username=" + username)
                .expect(200)
                .body()
                .getString("id");
    }

    private static boolean says(Attacker attacker, byte one) {
        try {
            attacker.write(one);
            return true;
        } catch (IOException cut) {
            return false;
        }
    }

    private static void readSlowly(Attacker attacker) {
        try {
            while (attacker.read() >= 0) {
                TimeUnit.SECONDS.sleep(1);
            }
        } catch (IOException | InterruptedException cut) {
            Thread.currentThread().interrupt();
        }
    }

    /** They go on with their heartbeats: it is not for silence that they are closed. */
    private static boolean isCut(Attacker attacker) throws InterruptedException {
        Eventually.pause(250);
        try {
            attacker.frame("{\"type\":\"heartbeat\"}");
            return false;
        } catch (IOException cut) {
            return true;
        }
    }

    /** Ann, who says something ten times a second, and Bob, who hears it. */
    private static final class Bystanders implements AutoCloseable {
        private final ScheduledExecutorService clock = Executors.newSingleThreadScheduledExecutor();
        private final Map<String, Long> saidAt = new ConcurrentHashMap<>();
        private final List<Long> micros = new CopyOnWriteArrayList<>();
        private final Socket anns;
        private final Socket bobs;
        private final Future<?> saying;

        Bystanders(URI edge) {
            anns = ann.connect(edge, Optional.empty());
            bobs = Socket.open(edge, this::heard);
            bobs.frame(new JsonObject().put("type", "hello").put("token", bob.token()));
            bobs.await(frame -> frame.getString("type").equals("synced"));
            bobs.awaitAccepted(bobs.send(ann.user(), "strangers may say little"));
            saying = clock.scheduleAtFixedRate(this::say, 0, 100, TimeUnit.MILLISECONDS);
        }

        private void say() {
            String ref = UUID.randomUUID().toString();
            saidAt.put(ref, System.nanoTime());
            anns.send(bob.user(), ref, ref);
        }

        private void heard(JsonObject frame) {
            Long at = saidAt.get(frame.getString("text", ""));
            if (at != null) {
                micros.add((System.nanoTime() - at) / 1_000);
            }
        }

        /** @return within how many milliseconds half of it did */
        double allArrived(String meanwhile) throws Exception {
            saying.cancel(false);
            clock.shutdown();
            assertThat(clock.awaitTermination(10, TimeUnit.SECONDS)).isTrue();
            saidAt.keySet().forEach(anns::awaitAccepted);
            Eventually.holds("all arrive", () -> micros.size() >= saidAt.size());
            assertThat(micros).hasSameSizeAs(saidAt.keySet());
            List<Long> sorted = micros.stream().sorted().toList();
            double half = sorted.get(sorted.size() / 2) / 1e3;
            System.out.printf(
                    "%s: of %d messages half arrived within %.1f ms, all within %.1f ms%n",
                    meanwhile, sorted.size(), half, sorted.get(sorted.size() - 1) / 1e3);
            return half;
        }

        @Override
        public void close() {
            clock.shutdownNow();
            anns.close();
            bobs.close();
        }
    }
}
