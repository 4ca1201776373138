package dev.parley.boot;

import static org.assertj.core.api.Assertions.assertThat;

import dev.parley.Eventually;
import dev.parley.config.Settings;
import dev.parley.config.SettingsLoader;
import dev.parley.servers.Pem;
import dev.parley.servers.Ports;
import io.vertx.core.Vertx;
import io.vertx.core.VertxOptions;
import io.vertx.core.eventbus.DeliveryOptions;
import io.vertx.core.json.JsonObject;
import io.vertx.spi.cluster.hazelcast.HazelcastClusterManager;
import java.io.IOException;
import java.net.SocketException;
import java.net.SocketTimeoutException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLException;
import javax.net.ssl.SSLSocket;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** Nodes on the event bus, as their settings have them: two of one authority, one of another, and one without TLS. */
class BusTlsTest {
    private static final List<Integer> PORTS =
            Stream.generate(Ports::free).limit(4).toList();
    private static final String ECHO = "echo";
    private static final int BUS = Ports.free();

    private static final List<Vertx> NODES = new ArrayList<>();
    private static Vertx one;
    private static Vertx two;

    @BeforeAll
    static void start() {
        one = node(0, tls(Pem.OURS), BUS);
        two = node(1, tls(Pem.OURS), 0);
        one.eventBus()
                .<String>consumer(ECHO, asked -> asked.reply(asked.body()))
                .completion()
                .await();
    }

    @AfterAll
    static void stop() {
        NODES.forEach(node -> node.close().timeout(30, TimeUnit.SECONDS).await());
    }

    private static Map<String, String> tls(Pem pem) {
        return Map.of(
                "PARLEY_CLUSTER_TLS_CERTIFICATE",
                pem.certificate().toString(),
                "PARLEY_CLUSTER_TLS_KEY",
                pem.key().toString(),
                "PARLEY_CLUSTER_TLS_AUTHORITY",
                pem.authority().toString());
    }

    private static Vertx node(int number, Map<String, String> tls, int busPort) {
        Map<String, String> environment = new HashMap<>(tls);
        environment.put("PARLEY_CLUSTER_PORT", PORTS.get(number).toString());
        environment.put(
                "PARLEY_CLUSTER_MEMBERS",
                PORTS.stream().map(port -> "127.0.0.1:" + port).collect(Collectors.joining(",")));
        Settings.Cluster settings =
                SettingsLoader.load(new JsonObject(), environment).cluster();
        VertxOptions options = new VertxOptions();
        Clustering.bus(settings, options.getEventBusOptions()).setPort(busPort);
        Vertx node = Vertx.builder()
                .with(options)
                .withClusterManager(new HazelcastClusterManager(Clustering.config(settings)))
                .buildClustered()
                .timeout(60, TimeUnit.SECONDS)
                .await();
        NODES.add(node);
        return node;
    }

    @Test
    void nodesOfOneAuthorityTalk() throws Exception {
        Eventually.holds("an answer", () -> answers(two));
    }

    @Test
    void aNodeOfAnotherAuthorityOrNoneReachesNobody() throws Exception {
        assertThat(answers(node(2, tls(Pem.THEIRS), 0))).isFalse();
        assertThat(answers(node(3, Map.of(), 0))).isFalse();
        Eventually.holds("an answer to the others", () -> answers(two));
    }

    @Test
    void onlyWhoShowsACertificateOfTheAuthorityIsHeard() throws IOException {
        assertThat(isHeard(Pem.OURS.trustedBy(Pem.OURS))).isTrue();
        assertThat(isHeard(Pem.OURS.trusted())).isFalse();
        assertThat(isHeard(Pem.OURS.trustedBy(Pem.THEIRS))).isFalse();
    }

    private static boolean answers(Vertx asking) {
        return asking.eventBus()
                .request(ECHO, "hello", new DeliveryOptions().setSendTimeout(2_000))
                .map(true)
                .otherwise(false)
                .await();
    }

    /** A refusal of what a client shows comes after the handshake, in place of the first answer. */
    private static boolean isHeard(SSLContext client) throws IOException {
        try (SSLSocket socket = Pem.connect(BUS, client)) {
            socket.setSoTimeout(2_000);
            return socket.getInputStream().read() >= 0;
        } catch (SocketTimeoutException open) {
            return true;
        } catch (SSLException | SocketException refused) {
            return false;
        }
    }
}
