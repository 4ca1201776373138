package dev.parley.edge;

import dev.parley.bus.Bus;
import dev.parley.config.Settings;
import dev.parley.listen.Callers;
import dev.parley.node.RateLimits;
import io.vertx.core.Vertx;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;

/** An edge on a free port, with a node and an inbox made by hand, and a clock that the test can push. */
final class EdgeFixture implements AutoCloseable {
    final Vertx vertx = Vertx.vertx();
    final Bus bus = new Bus(vertx);
    final FakeNode node;
    final FakeInbox inbox = new FakeInbox();
    final AtomicLong ahead = new AtomicLong();
    final int port;
    final int bridgePort;
    private final String deployment;

    EdgeFixture(boolean rateLimits) {
        this(rateLimits, 1_000, Duration.ZERO);
    }

    /** @param drain over what time clients leave */
    EdgeFixture(boolean rateLimits, int capacity, Duration drain) {
        this(rateLimits, capacity, drain, Optional.empty(), new Callers(0), false, Optional.empty());
    }

    EdgeFixture(Optional<Settings.Tls> tls) {
        this(false, 1_000, Duration.ZERO, tls, new Callers(0), false, Optional.empty());
    }

    EdgeFixture(Callers callers) {
        this(false, 1_000, Duration.ZERO, Optional.empty(), callers, false, Optional.empty());
    }

    /** One behind a balancer that names addresses. */
    static EdgeFixture balanced(Callers callers, int capacity) {
        return new EdgeFixture(false, capacity, Duration.ZERO, Optional.empty(), callers, true, Optional.empty());
    }

    /**
     * @param tokenFile what programs show at its bridge is in it
     * @param bridgeTls of the bridge alone
     */
    EdgeFixture(Path tokenFile, Optional<Settings.Tls> bridgeTls) {
        this(
                true,
                1_000,
                Duration.ofMinutes(10),
                Optional.empty(),
                new Callers(0),
                false,
                Optional.of(new Settings.Bridge("127.0.0.1", 0, tokenFile, bridgeTls)));
    }

    private EdgeFixture(
            boolean rateLimits,
            int capacity,
            Duration drain,
            Optional<Settings.Tls> tls,
            Callers callers,
            boolean proxyProtocol,
            Optional<Settings.Bridge> bridge) {
        node = new FakeNode(rateLimits ? RateLimits.kept(bus) : RateLimits.none(), capacity, callers);
        inbox.serve(bus);
        Settings.Edge settings = new Settings.Edge(
                "127.0.0.1",
                0,
                URI.create("http://localhost:8081"),
                List.of("https://chat.example"),
                capacity,
                drain,
                proxyProtocol,
                tls,
                bridge);
        EdgeVerticle edge = new EdgeVerticle(bus, settings, node.node(), rateLimits, this::millis);
        deployment = vertx.deployVerticle(edge).await();
        port = edge.port();
        bridgePort = bridge.isPresent() ? edge.bridgePort() : 0;
    }

    private long millis() {
        return TimeUnit.NANOSECONDS.toMillis(System.nanoTime()) + ahead.get();
    }

    TestClient client() {
        return TestClient.connect(vertx, port, "/ws");
    }

    /** Lets time pass, as the edge sees it. */
    void pass(long seconds) {
        ahead.addAndGet(TimeUnit.SECONDS.toMillis(seconds));
    }

    void undeploy() {
        vertx.undeploy(deployment).await();
    }

    /** Ends the edge before the clients, which otherwise wait for it. */
    @Override
    public void close() {
        if (vertx.deploymentIDs().contains(deployment)) {
            undeploy();
        }
        vertx.close().await();
    }
}
