package dev.parley.boot;

import static org.assertj.core.api.Assertions.assertThat;

import com.hazelcast.config.AdvancedNetworkConfig;
import com.hazelcast.config.Config;
import com.hazelcast.config.ServerSocketEndpointConfig;
import com.hazelcast.core.HazelcastInstance;
import com.hazelcast.instance.EndpointQualifier;
import dev.parley.Eventually;
import dev.parley.config.Settings;
import dev.parley.config.SettingsLoader;
import dev.parley.servers.Pem;
import dev.parley.servers.Ports;
import dev.parley.servers.Recorder;
import io.vertx.core.Vertx;
import io.vertx.core.VertxOptions;
import io.vertx.core.eventbus.DeliveryOptions;
import io.vertx.core.eventbus.EventBusOptions;
import io.vertx.core.json.JsonObject;
import io.vertx.spi.cluster.hazelcast.HazelcastClusterManager;
import java.io.IOException;
import java.net.InetAddress;
import java.net.Socket;
import java.net.SocketException;
import java.net.SocketTimeoutException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLException;
import javax.net.ssl.SSLSocket;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/**
 * A cluster of three nodes that show each other certificates, as their settings have it, with all that passes between them written
 * down; and what others can do to it.
 */
class ClusterTlsTest {
    private static final String ECHO = "echo";
    private static final String SECRET = "only members may know this";
    private static final int SIZE = 3;

    private static final List<Integer> PORTS = ports(SIZE + 1);
    private static final List<Integer> BUS_PORTS = ports(SIZE);
    /** Members know each other by these alone. */
    private static final List<Recorder> WAYS = PORTS.stream().map(Recorder::new).toList();

    private static final List<Recorder> BUS_WAYS =
            BUS_PORTS.stream().map(Recorder::new).toList();
    private static final List<Node> NODES = new ArrayList<>();

    private record Node(Vertx vertx, HazelcastClusterManager manager) {
        HazelcastInstance hazelcast() {
            return manager.getHazelcastInstance();
        }

        boolean answers() {
            return vertx.eventBus()
                    .request(ECHO, SECRET, new DeliveryOptions().setSendTimeout(2_000))
                    .map(true)
                    .otherwise(false)
                    .await();
        }
    }

    @BeforeAll
    static void start() throws Exception {
        IntStream.range(0, SIZE)
                .forEach(number -> NODES.add(node(
                        number,
                        tls(Pem.OURS),
                        new EventBusOptions()
                                .setPort(BUS_PORTS.get(number))
                                .setClusterPublicPort(BUS_WAYS.get(number).port()))));
        NODES.get(0)
                .vertx()
                .eventBus()
                .<String>consumer(ECHO, asked -> asked.reply(asked.body()))
                .completion()
                .await();
        isWhole();
    }

    @AfterAll
    static void stop() {
        NODES.forEach(ClusterTlsTest::stop);
        Stream.of(WAYS, BUS_WAYS).flatMap(List::stream).forEach(Recorder::close);
    }

    private static void stop(Node node) {
        node.vertx().close().timeout(30, TimeUnit.SECONDS).await();
    }

    private static List<Integer> ports(int count) {
        return Stream.generate(Ports::free).limit(count).toList();
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

    private static Settings.Cluster settings(int number, Map<String, String> tls) {
        Map<String, String> environment = new HashMap<>(tls);
        environment.put("PARLEY_CLUSTER_PORT", PORTS.get(number).toString());
        return SettingsLoader.load(new JsonObject(), environment).cluster();
    }

    private static Config config(int number, Settings.Cluster settings) {
        Config config = Clustering.config(settings);
        List<String> ways = WAYS.stream().map(way -> "127.0.0.1:" + way.port()).toList();
        AdvancedNetworkConfig network = config.getAdvancedNetworkConfig();
        ((ServerSocketEndpointConfig) network.getEndpointConfigs().get(EndpointQualifier.MEMBER))
                .setPublicAddress(ways.get(number));
        network.getJoin().getTcpIpConfig().setMembers(ways);
        return config;
    }

    private static Node node(int number, Map<String, String> tls, EventBusOptions bus) {
        Settings.Cluster settings = settings(number, tls);
        HazelcastClusterManager manager = Clustering.manager(settings, config(number, settings));
        Vertx vertx = Vertx.builder()
                .with(new VertxOptions().setEventBusOptions(Clustering.bus(settings, bus)))
                .withClusterManager(manager)
                .buildClustered()
                .timeout(60, TimeUnit.SECONDS)
                .await();
        return new Node(vertx, manager);
    }

    private static void isWhole() throws Exception {
        for (Node node : NODES) {
            Eventually.holds("all members", () -> node.manager().getNodes().size() == SIZE);
            Eventually.holds("an answer", node::answers);
        }
    }

    @Test
    void membersShareWhatNobodyElseCanRead() throws Exception {
        String large = SECRET.repeat(100_000);
        Map<Integer, String> written = NODES.get(0).hazelcast().getMap("parley.test");
        IntStream.range(0, 20).forEach(key -> written.put(key, SECRET + key));
        written.put(20, large);

        for (Node node : NODES) {
            Map<Integer, String> read = node.hazelcast().getMap("parley.test");
            assertThat(read.get(20)).isEqualTo(large);
            assertThat(read.get(7)).isEqualTo(SECRET + 7);
            assertThat(node.answers()).isTrue();
        }
        assertThat(Stream.of(WAYS, BUS_WAYS).flatMap(List::stream))
                .noneMatch(way -> way.has(SECRET) || way.has("parley"));
        assertThat(WAYS.stream().mapToInt(Recorder::size).sum()).isGreaterThan(large.length());
    }

    @Test
    void whoIsOfAnotherAuthorityStaysAlone() throws Exception {
        Node stranger = node(SIZE, tls(Pem.THEIRS), new EventBusOptions().setPort(0));

        assertThat(stranger.manager().getNodes()).hasSize(1);
        assertThat(stranger.answers()).isFalse();
        isWhole();
        stop(stranger);
    }

    @Test
    void onlyWhoShowsACertificateOfTheAuthorityIsHeard() throws IOException {
        for (int port : List.of(BUS_PORTS.get(0), PORTS.get(0))) {
            assertThat(isHeard(port, Pem.OURS.trustedBy(Pem.OURS))).isTrue();
            assertThat(isHeard(port, Pem.OURS.trusted())).isFalse();
            assertThat(isHeard(port, Pem.OURS.trustedBy(Pem.THEIRS))).isFalse();
        }
    }

    /** A refusal of what a client shows comes after the handshake, in place of the first answer. */
    private static boolean isHeard(int port, SSLContext client) throws IOException {
        try (SSLSocket socket = Pem.connect(port, client)) {
            socket.getOutputStream().write("HZC".getBytes(StandardCharsets.US_ASCII));
            socket.setSoTimeout(2_000);
            return socket.getInputStream().read() >= 0;
        } catch (SocketTimeoutException open) {
            return true;
        } catch (SSLException | SocketException refused) {
            return false;
        }
    }

    @Test
    void strangersByTheHundredsDisturbNobody() throws Exception {
        List<Socket> silent = new ArrayList<>();
        for (int i = 0; i < 400; i++) {
            silent.add(new Socket(InetAddress.getLoopbackAddress(), PORTS.get(0)));
        }
        try (Socket plain = new Socket(InetAddress.getLoopbackAddress(), PORTS.get(0))) {
            plain.getOutputStream().write("HZC and more".getBytes(StandardCharsets.US_ASCII));
            plain.setSoTimeout(20_000);
            assertThat(plain.getInputStream().readAllBytes())
                    .as("an alert, if anything")
                    .hasSizeLessThan(10);
        }
        silent.get(0).setSoTimeout(20_000);
        assertThat(silent.get(0).getInputStream().read())
                .as("the first had to go")
                .isNegative();
        isWhole();
        for (Socket socket : silent) {
            socket.close();
        }
    }

    @Test
    void aMemberThatLeavesIsMissedAndMayComeBack() throws Exception {
        stop(NODES.remove(2));
        Eventually.holds("it is missed", () -> NODES.get(0).manager().getNodes().size() == 2);
        assertThat(NODES.get(1).answers()).isTrue();

        NODES.add(node(2, tls(Pem.OURS), new EventBusOptions().setPort(0)));
        isWhole();
    }
}
