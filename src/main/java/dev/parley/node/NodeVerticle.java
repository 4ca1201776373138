package dev.parley.node;

import dev.parley.bus.Bus;
import dev.parley.bus.EdgeService.Standing;
import dev.parley.bus.Steps;
import dev.parley.config.Settings;
import dev.parley.listen.Callers;
import dev.parley.model.NodeId;
import dev.parley.model.NodeNumber;
import io.vertx.core.Future;
import io.vertx.core.VerticleBase;
import io.vertx.core.Vertx;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.Optional;
import java.util.concurrent.ThreadLocalRandom;
import java.util.function.IntUnaryOperator;
import java.util.function.LongSupplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Runs what {@code edge} and {@code api} share in this process: one instance, deployed before them, after {@code presence}
 * where that runs here too. It has started when the node has its lease, however long that takes; keys for tokens are
 * fetched in the background, for {@code accounts} may start later.
 */
public final class NodeVerticle extends VerticleBase {
    private static final Logger LOG = LoggerFactory.getLogger(NodeVerticle.class);
    private static final long TOKENS_RETRY_MILLIS = 1_000;

    private final Node node;
    private final LeasedClock clock;
    private final Holdings holdings;
    private final HandOver handOver;
    private final Delivery delivery;
    private final LeaseKeeper lease;
    private final JwtTokenVerifier tokens;
    private final Activity activity;
    private final EdgeNews edges;
    private boolean stopped;

    /**
     * @param id new for every run of a process
     * @param recommends whether this process tells clients which edge to go to, as one with {@code api} does
     * @param notes the folder where it is noted what sessions were sent last; absent where sessions are listed outside of the
     *     processes that have them
     */
    public NodeVerticle(
            Vertx vertx,
            Bus bus,
            NodeId id,
            InstantSource wallClock,
            Settings settings,
            boolean recommends,
            Optional<Path> notes,
            TrafficMeter meter) {
        this(vertx, bus, id, wallClock, System::nanoTime, NodeVerticle::random, settings, recommends, notes, meter);
    }

    /**
     * The same with time and chance of somebody else's.
     *
     * @param nanos a clock that never steps, as {@link System#nanoTime}
     * @param random draws a number below its argument
     */
    public NodeVerticle(
            Vertx vertx,
            Bus bus,
            NodeId id,
            InstantSource wallClock,
            LongSupplier nanos,
            IntUnaryOperator random,
            Settings settings,
            boolean recommends,
            Optional<Path> notes,
            TrafficMeter meter) {
        this.clock = new LeasedClock(wallClock::millis, nanos);
        SessionIndex index = new SessionIndex();
        Listings listings = new Listings(vertx, bus, id, index, clock::millis);
        this.tokens = new JwtTokenVerifier(vertx, bus, wallClock, index::revoke);
        NodeSessions sessions = new NodeSessions(vertx, id, index, listings, tokens::isRevoked);
        Relisting relisting = new Relisting(vertx, index, listings);
        this.handOver = new HandOver(vertx, bus, notes);
        this.holdings = new Holdings(bus, id, index);
        this.delivery = new Delivery(bus, id, clock, index, listings, new Missed(bus, index, meter), handOver);
        this.activity = new Activity(vertx, bus, index, wallClock, random);
        this.lease = new LeaseKeeper(vertx, bus, id, clock, nanos, relisting::begin, tokens::learn);
        OwnEdge own = new OwnEdge(settings.edge().capacity(), meter);
        EdgeBoard board = new EdgeBoard(settings.region(), nanos, random);
        EdgeNews.Address address =
                new EdgeNews.Address(settings.region(), settings.edge().url());
        Optional<EdgeBoard> kept = recommends ? Optional.of(board) : Optional.empty();
        this.edges = new EdgeNews(vertx, bus, id, address, clock, own, kept);
        this.node = new Node(
                id,
                clock,
                tokens,
                sessions,
                followed(vertx, new RouterSubmitter(vertx, bus, clock, meter)),
                settings.rateLimits() ? RateLimits.kept(bus) : RateLimits.none(),
                board,
                edges,
                own,
                new Callers(settings.rateLimits() ? settings.connectionsPerAddress() : 0));
    }

    private static Submitter followed(Vertx vertx, Submitter submitter) {
        return Steps.haveTracer(vertx)
                ? (draft, origin) -> Steps.begin("edge.send", () -> submitter.submit(draft, origin))
                : submitter;
    }

    private static int random(int bound) {
        return ThreadLocalRandom.current().nextInt(bound);
    }

    /** The number that the node holds now; empty when its lease ran out or there was none yet. */
    public Optional<NodeNumber> lease() {
        return clock.holds() ? clock.number() : Optional.empty();
    }

    /** How the edge of this node stands; empty when it has none. */
    public Optional<Standing> standing() {
        return edges.standing();
    }

    /** What this verticle runs; to be used once it has started. */
    public Node node() {
        return node;
    }

    @Override
    public Future<?> start() {
        followTokens();
        activity.begin();
        return Future.all(handOver.begin(), delivery.begin(), holdings.begin(), edges.begin())
                .compose(ready -> lease.begin());
    }

    @Override
    public Future<?> stop() {
        stopped = true;
        activity.end();
        return Future.join(
                lease.release(), tokens.stop(), delivery.end().eventually(handOver::end), holdings.end(), edges.end());
    }

    private void followTokens() {
        if (!stopped) {
            tokens.start().onFailure(this::followTokensLater);
        }
    }

    private void followTokensLater(Throwable cause) {
        LOG.debug("Waiting for accounts: {}", cause.getMessage());
        vertx.setTimer(TOKENS_RETRY_MILLIS, due -> followTokens());
    }
}
