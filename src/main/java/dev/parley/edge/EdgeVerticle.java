package dev.parley.edge;

import dev.parley.bus.Bus;
import dev.parley.config.Settings;
import dev.parley.listen.Certificate;
import dev.parley.node.Admission;
import dev.parley.node.InboxReads;
import dev.parley.node.Node;
import dev.parley.protocol.CloseCode;
import io.vertx.core.Future;
import io.vertx.core.VerticleBase;
import io.vertx.core.http.HttpServer;
import io.vertx.core.http.HttpServerOptions;
import io.vertx.core.tracing.TracingPolicy;
import java.time.Duration;
import java.util.HashSet;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.TimeUnit;
import java.util.function.BiConsumer;
import java.util.function.Function;
import java.util.function.LongSupplier;
import java.util.function.Supplier;

/**
 * Holds the sockets of clients. Any number of instances, each on its own event loop, share the port and the {@link Node}.
 */
public final class EdgeVerticle extends VerticleBase {
    /** A connection on which nothing moves either way is dead; clients that live send heartbeats. */
    private static final int IDLE_SECONDS = 120;
    /** Sends under way or waiting, by their weight: what a slow machine does within a second or two, a fast one in far less. */
    private static final int MOST_SENDS = 2_048;

    /** So few that live traffic gets its turn between them when thousands come at once. */
    private static final int GREETINGS_AT_ONCE = 16;
    /** Clients that wait until they are greeted, or until their inbox is read. */
    private static final int MOST_WAITING = 20_000;

    private final Bus bus;
    private final Settings.Edge settings;
    private final Node node;
    private final boolean rateLimits;
    private final LongSupplier millis;
    private final Set<Session> sessions = new HashSet<>();
    private Escalations escalations;
    private MarkQueue marks;
    private final Supplier<Future<Void>> drain = this::drain;
    private HttpServer server;
    private Optional<BridgePort> bridge = Optional.empty();
    private Drain leaving;
    private long tickedAt;

    /** @param rateLimits whether sessions are limited in how fast they may talk */
    public EdgeVerticle(Bus bus, Settings.Edge settings, Node node, boolean rateLimits) {
        this(bus, settings, node, rateLimits, () -> TimeUnit.NANOSECONDS.toMillis(System.nanoTime()));
    }

    /** @param millis a clock that never steps */
    EdgeVerticle(Bus bus, Settings.Edge settings, Node node, boolean rateLimits, LongSupplier millis) {
        this.bus = bus;
        this.settings = settings;
        this.node = node;
        this.rateLimits = rateLimits;
        this.millis = millis;
    }

    @Override
    public Future<?> start() {
        TimerWheel wheel = new TimerWheel(millis);
        escalations = new Escalations(bus, wheel);
        marks = new MarkQueue(bus, wheel);
        Surroundings around = new Surroundings(
                bus,
                node,
                wheel,
                new MessageFrames(),
                escalations,
                marks,
                rates(),
                new Admission(GREETINGS_AT_ONCE, MOST_WAITING),
                new Admission(MOST_SENDS, 0),
                new InboxReads(bus, node.edge().meter(), MOST_WAITING));
        tickedAt = millis.getAsLong();
        vertx.setPeriodic(TimerWheel.TICK_MILLIS, tick -> tick(wheel));
        BiConsumer<Door, Connection> onConnection = (door, connection) -> open(around, door::dialect, connection);
        EdgeRoutes routes = new EdgeRoutes(vertx, settings, node, onConnection);
        SockJsLoops.of(vertx).join(new SockJsLoops.Loop(context, onConnection));
        leaving = new Drain(
                vertx, context, sessions, bound -> ThreadLocalRandom.current().nextInt(bound));
        Certificate certificate = new Certificate(settings.tls());
        server = node.callers()
                .watch(vertx.createHttpServer(certificate.on(options())))
                .requestHandler(routes);
        return server.listen(settings.port(), settings.host())
                .onSuccess(listening -> certificate.follow(vertx, server::updateSSLOptions))
                .compose(listening -> openBridge(around.unlimited()))
                .onSuccess(listening -> node.edge().join(drain));
    }

    private Future<?> openBridge(Surroundings around) {
        HookPrograms programs = new HookPrograms(bus);
        return settings.bridge()
                .<Future<?>>map(wanted -> BridgePort.open(
                                vertx,
                                wanted,
                                (token, connection) -> open(
                                        around, session -> new TrustedBridge(session, token, programs), connection))
                        .onSuccess(port -> bridge = Optional.of(port)))
                .orElseGet(Future::succeededFuture);
    }

    @Override
    public Future<?> stop() {
        return node.edge()
                .drain()
                .compose(gone -> leaving.finish())
                .eventually(() -> Future.join(escalations.queue(), marks.flush()))
                .onComplete(gone -> node.edge().leave(drain))
                .compose(done -> server.close())
                .compose(closed -> bridge.map(BridgePort::close).orElseGet(Future::succeededFuture))
                .onComplete(closed -> SockJsLoops.of(vertx).leave(context));
    }

    /** The port that clients connect to, once started. */
    int port() {
        return server.actualPort();
    }

    /** The port that programs connect to, once started. */
    int bridgePort() {
        return bridge.orElseThrow().port();
    }

    private void open(Surroundings around, Function<Session, Dialect> speaking, Connection connection) {
        Session session = new Session(around, vertx.getOrCreateContext(), speaking, connection, this::left);
        sessions.add(session);
        node.edge().enter();
        session.start();
        if (node.edge().isDraining()) {
            node.elsewhere().find(1).onSuccess(urls -> {
                session.sendAway(Duration.ZERO, urls.stream().findFirst());
                session.close(CloseCode.DRAINING);
            });
        }
    }

    /** The lateness of its ticks is the lag of the event loop. */
    private void tick(TimerWheel wheel) {
        long now = millis.getAsLong();
        node.edge().lagged(now - tickedAt - TimerWheel.TICK_MILLIS);
        tickedAt = now;
        wheel.tick();
    }

    private void left(Session session) {
        sessions.remove(session);
        node.edge().exit();
        leaving.left();
    }

    private Future<Void> drain() {
        return leaving.begin(settings.drain(), node.elsewhere());
    }

    private Supplier<SendRate> rates() {
        return rateLimits ? () -> SendRate.limited(millis) : SendRate::unlimited;
    }

    private HttpServerOptions options() {
        return new HttpServerOptions()
                .setUseProxyProtocol(settings.proxyProtocol())
                .setHttp2ClearTextEnabled(false)
                .setIdleTimeout(IDLE_SECONDS)
                .setTracingPolicy(TracingPolicy.IGNORE)
                .setMaxWebSocketFrameSize(FrameSize.CARRIED_BYTES)
                .setMaxWebSocketMessageSize(FrameSize.CARRIED_BYTES)
                .setMaxFormAttributeSize(FrameSize.CARRIED_BYTES)
                .setPerMessageWebSocketCompressionSupported(false)
                .setPerFrameWebSocketCompressionSupported(false);
    }
}
