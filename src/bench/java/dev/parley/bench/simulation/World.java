package dev.parley.bench.simulation;

import dev.parley.bus.EdgeService.Standing;
import dev.parley.bus.PresenceService;
import dev.parley.bus.PresenceService.Connected;
import dev.parley.config.Settings;
import dev.parley.config.SettingsLoader;
import dev.parley.limits.RateLimiter;
import dev.parley.node.NodeVerticle;
import dev.parley.node.TrafficMeter;
import dev.parley.presence.PresenceStores;
import dev.parley.presence.PresenceVerticle;
import dev.parley.router.RouterVerticle;
import dev.parley.sessions.redis.RedisPresenceBoard;
import dev.parley.sessions.redis.RedisSessionDirectory;
import io.vertx.core.Future;
import io.vertx.core.json.JsonObject;
import java.net.URI;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.concurrent.TimeUnit;

/** The simulated cluster with its clients. */
final class World {
    private static final long NOTICED_MILLIS = 1_000;
    private static final int OF_ONE_API = 250;
    /** Nodes start within so long, so that they do not do everything at once. */
    private static final int START_MILLIS = 3_000;
    /** By then all nodes know of all edges. */
    private static final int KNOWN_SECONDS = 8;

    private static final int TELL_SECONDS = 3;
    private static final int FILLS = 4;

    private final Timeline timeline = new Timeline();
    private final Meter meter = new Meter(timeline);
    private final Network network = new Network(timeline, meter);
    private final Redis redis;
    private final Onlooker onlooker;
    private final Random random;
    private final People people;
    private final List<Client> clients = new ArrayList<>();
    private final List<Edge> edges = new ArrayList<>();
    private final List<Edge> apis = new ArrayList<>();
    private final Map<URI, Edge> byUrl = new HashMap<>();
    private final Map<Edge, Settings> settings = new HashMap<>();
    private final Connections connections = new Connections(timeline);
    private int machines;
    private int gone;

    World(SimulationOptions options) {
        this.random = new Random(options.seed);
        this.redis = new Redis(timeline, meter, options.redis);
        this.onlooker = new Onlooker(timeline, redis);
        this.people = new People(options.sessions, random);
        for (int i = 0; i < options.sessions; i++) {
            clients.add(new Client(this, i));
        }
        Backends backends = new Backends(timeline, people);
        for (int i = 0; i < options.backends; i++) {
            backends.accounts(machine("accounts"));
            backends.persistence(machine("persistence"));
        }
        for (int i = 0; i < options.routers; i++) {
            Machine router = machine("router");
            Settings.Chat rules = settings("http://router").chat();
            router.deploy(new RouterVerticle(router.bus(), rules, false, timeline::nanos, () -> machines - gone));
        }
        for (int i = 0; i < options.presence; i++) {
            presence();
        }
        for (int i = 0; i <= options.edges / OF_ONE_API; i++) {
            apis.add(node("api", settings("http://api-" + i)));
        }
        for (int i = 0; i < options.edges; i++) {
            edges.add(edge(settings("http://edge-" + i)));
        }
    }

    Timeline timeline() {
        return timeline;
    }

    Meter meter() {
        return meter;
    }

    People people() {
        return people;
    }

    Redis redis() {
        return redis;
    }

    Connections connections() {
        return connections;
    }

    List<Client> clients() {
        return clients;
    }

    List<Edge> edges() {
        return edges;
    }

    Onlooker onlooker() {
        return onlooker;
    }

    /** Puts all clients on edges that the api recommends, without a directory that would know of it. */
    void settle(Progress progress) {
        String address = PresenceService.CONNECT.address();
        timeline.runUntil(timeline.nanos() + TimeUnit.SECONDS.toNanos(KNOWN_SECONDS));
        network.give(address, new Connected(List.of()));
        int some = Math.max(1, clients.size() / FILLS);
        for (int i = 0; i < clients.size(); i++) {
            Standing to = api().node().edges().recommend().orElseThrow();
            clients.get(i).settle(byUrl.get(to.url()));
            if (i % some == some - 1) {
                progress.say("settled", i, clients.size());
                timeline.runUntil(timeline.nanos() + TimeUnit.SECONDS.toNanos(TELL_SECONDS));
            }
        }
        network.giveNoMore(address);
    }

    /** @return a number below {@code bound} */
    int draw(int bound) {
        return random.nextInt(bound);
    }

    Edge api() {
        return apis.get(draw(apis.size()));
    }

    Optional<Edge> edge(URI url) {
        return Optional.ofNullable(byUrl.get(url));
    }

    /** The process of an edge is killed; the cluster notices a second later. */
    void kill(Edge edge) {
        edge.die();
        gone++;
        edges.remove(edge);
        timeline.inMillis(NOTICED_MILLIS, () -> network.forget(edge.machine()));
    }

    /** An edge stops as an operator stops it, and another takes its place. */
    Future<?> restart(Edge edge) {
        return edge.stop().onComplete(stopped -> {
            gone++;
            network.forget(edge.machine());
            edges.set(edges.indexOf(edge), edge(settings.remove(edge)));
        });
    }

    private Machine machine(String role) {
        return new Machine(timeline, network, role + "-" + machines++);
    }

    private void presence() {
        Machine machine = machine("presence");
        SimulatedLink link = new SimulatedLink(timeline, machine, redis);
        PresenceStores stores = new PresenceStores(
                RedisSessionDirectory.on(link), RedisPresenceBoard.on(link), NO_LIMITS, Optional.empty());
        machine.deploy(new PresenceVerticle(
                machine.bus(), vertx -> Future.succeededFuture(stores), timeline::millis, this::draw));
    }

    private Edge edge(Settings with) {
        Edge edge = node("edge", with);
        byUrl.put(with.edge().url(), edge);
        settings.put(edge, with);
        return edge;
    }

    private Edge node(String role, Settings with) {
        Machine machine = machine(role);
        NodeVerticle verticle = new NodeVerticle(
                machine.vertx(),
                machine.bus(),
                machine.id(),
                () -> Instant.ofEpochMilli(timeline.millis()),
                timeline::nanos,
                this::draw,
                with,
                role.equals("api"),
                Optional.empty(),
                TrafficMeter.NONE);
        Edge edge = new Edge(machine, verticle, with.edge().drain(), this::draw);
        timeline.inMillis(draw(START_MILLIS), () -> {
            machine.deploy(verticle);
            if (role.equals("edge")) {
                edge.open();
            }
        });
        return edge;
    }

    private static Settings settings(String url) {
        return SettingsLoader.load(new JsonObject(), Map.of("PARLEY_EDGE_URL", url, "PARLEY_RATE_LIMITS", "off"));
    }

    private static final RateLimiter NO_LIMITS = Partial.of(RateLimiter.class, new Object());
}
