package dev.parley.presence;

import static org.assertj.core.api.Assertions.assertThat;

import dev.parley.bus.Bus;
import dev.parley.bus.Bus.Registration;
import dev.parley.bus.Done;
import dev.parley.bus.FriendsService;
import dev.parley.bus.FriendsService.Users;
import dev.parley.bus.NodeService;
import dev.parley.bus.NodeService.Deliver;
import dev.parley.bus.NodeService.Deliveries;
import dev.parley.bus.NodeService.News;
import dev.parley.bus.PersistenceService;
import dev.parley.bus.PersistenceService.Active;
import dev.parley.bus.PersistenceService.Seen;
import dev.parley.bus.PresenceService;
import dev.parley.bus.PresenceService.Connect;
import dev.parley.bus.PresenceService.Disconnect;
import dev.parley.bus.PresenceService.Listing;
import dev.parley.bus.PresenceService.Look;
import dev.parley.bus.PresenceService.Status;
import dev.parley.limits.shared.SharedRateLimiter;
import dev.parley.model.DeviceId;
import dev.parley.model.NodeId;
import dev.parley.model.NodeNumber;
import dev.parley.model.SessionId;
import dev.parley.model.UserId;
import dev.parley.sessions.shared.SharedPresenceBoard;
import dev.parley.sessions.shared.SharedSessionDirectory;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.json.JsonArray;
import io.vertx.core.shareddata.AsyncMap;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BooleanSupplier;

/**
 * Two presence nodes over one board, whose clock stands still unless it is moved; stand-ins for friends, for the message store
 * and for what nodes hand on to their sessions.
 */
final class People implements AutoCloseable {
    static final Pace PACE =
            new Pace(Duration.ofSeconds(30), Duration.ofSeconds(23), Duration.ofMillis(10), Duration.ofMillis(10));

    private static final Duration LEASE = Duration.ofDays(1);

    final Vertx vertx = Vertx.vertx();
    final Bus bus = new Bus(vertx);
    final AtomicLong wall = new AtomicLong(1_800_000_000_000L);
    final PresenceStores stores = await(open());
    final Map<UserId, Set<UserId>> audience = new ConcurrentHashMap<>();
    final Map<UserId, Set<UserId>> sights = new ConcurrentHashMap<>();
    final Map<UserId, Instant> active = new ConcurrentHashMap<>();
    final BlockingQueue<Deliveries> messages = new LinkedBlockingQueue<>();
    private final Map<NodeId, NodeNumber> numbers = new ConcurrentHashMap<>();
    private final AtomicLong sessions = new AtomicLong();

    /** One piece of news, and who reads it where. */
    record Told(UserId reader, NodeId node, News.Presence news) {}

    final BlockingQueue<Told> told = new LinkedBlockingQueue<>();

    private Future<PresenceStores> open() {
        return SharedSessionDirectory.open(vertx, wall::get)
                .compose(directory -> SharedPresenceBoard.open(vertx, wall::get)
                        .compose(board -> SharedRateLimiter.open(vertx)
                                .map(limits -> new PresenceStores(directory, board, limits, Optional.empty()))));
    }

    void deployPresence(Pace pace) {
        for (int i = 0; i < 2; i++) {
            await(vertx.deployVerticle(
                    new PresenceVerticle(bus, same -> Future.succeededFuture(stores), wall::get, bound -> 0, pace)));
        }
    }

    Registration serveAudience() {
        return await(bus.serve(
                FriendsService.AUDIENCE,
                of -> Future.succeededFuture(new Users(audience.getOrDefault(of.user(), Set.of())))));
    }

    void serveSights() {
        await(bus.serve(FriendsService.VISIBLE, watching -> {
            Set<UserId> seen = new HashSet<>(sights.getOrDefault(watching.viewer(), Set.of()));
            seen.retainAll(watching.users());
            return Future.succeededFuture(new Users(seen));
        }));
    }

    void serveLastActive() {
        await(bus.serve(PersistenceService.ACTIVE, noted -> {
            noted.seen().forEach(seen -> active.put(seen.user(), seen.at()));
            return Future.succeededFuture(Done.DONE);
        }));
        await(bus.serve(PersistenceService.LAST_ACTIVE, asked -> {
            List<Seen> seen = asked.users().stream()
                    .filter(active::containsKey)
                    .map(user -> new Seen(user, active.get(user)))
                    .toList();
            return Future.succeededFuture(new Active(seen));
        }));
    }

    /** A node with a lease, that hands on what it gets. */
    NodeId node(String name) {
        NodeId node = new NodeId(name);
        numbers.put(
                node,
                await(stores.directory().renew(node, Optional.empty(), LEASE)).number());
        await(bus.serve(NodeService.DELIVER_MANY.at(node), many -> {
            many.deliveries().forEach(delivery -> note(node, delivery));
            messages.add(many);
            return Future.succeededFuture(Done.DONE);
        }));
        return node;
    }

    /** The node is gone, with all its sessions, and has told nobody. */
    void kill(NodeId node) {
        await(stores.directory().release(node, numbers.get(node)));
    }

    private void note(NodeId node, Deliver delivery) {
        delivery.users().forEach(reader -> told.add(new Told(reader, node, (News.Presence) delivery.news())));
    }

    /** One may see the other, and is told. */
    void watches(UserId one, UserId other) {
        sights.merge(one, Set.of(other), People::both);
        audience.merge(other, Set.of(one), People::both);
    }

    private static Set<UserId> both(Set<UserId> some, Set<UserId> more) {
        List<UserId> all = new ArrayList<>(some);
        all.addAll(more);
        return Set.copyOf(all);
    }

    Listing listing(UserId user, long device, NodeId node, boolean visible) {
        return new Listing(
                new SessionId("session " + sessions.incrementAndGet()),
                user,
                Optional.of(new DeviceId(device)),
                node,
                visible);
    }

    Listing connect(UserId user, NodeId node) {
        return connect(listing(user, sessions.incrementAndGet(), node, true));
    }

    Listing connect(Listing listing) {
        await(bus.request(PresenceService.CONNECT, new Connect(List.of(listing), false, Long.MAX_VALUE)));
        return listing;
    }

    void drop(Listing listing) {
        await(bus.request(PresenceService.DISCONNECT, new Disconnect(listing, false, now())));
    }

    void signOut(Listing listing) {
        await(bus.request(PresenceService.DISCONNECT, new Disconnect(listing, true, now())));
    }

    Status look(UserId viewer, UserId user) {
        return await(bus.request(PresenceService.LOOK, new Look(viewer, Set.of(user))))
                .statuses()
                .get(0);
    }

    Instant now() {
        return Instant.ofEpochMilli(wall.get());
    }

    void pass(Duration time) {
        wall.addAndGet(time.toMillis());
    }

    /** The next that somebody is told, once the board knows of it: from then on time may pass. */
    Told nextTold() throws InterruptedException {
        Told next = told.poll(20, TimeUnit.SECONDS);
        if (next == null) {
            throw new AssertionError("nobody was told of anything within 20 s");
        }
        eventually(() -> !isUntold(next.news().user()));
        return next;
    }

    private boolean isUntold(UserId user) {
        Future<AsyncMap<String, String>> standings = vertx.sharedData().getAsyncMap("parley.presence");
        String standing = await(standings.compose(map -> map.get(user.toString())));
        return standing != null && new JsonArray(standing).getLong(2) != Long.MAX_VALUE;
    }

    static void eventually(BooleanSupplier condition) {
        Instant limit = Instant.now().plusSeconds(20);
        while (!condition.getAsBoolean()) {
            assertThat(Instant.now()).isBefore(limit);
            LockSupport.parkNanos(5_000_000);
        }
    }

    static <T> T await(Future<T> future) {
        return future.timeout(20, TimeUnit.SECONDS).await();
    }

    @Override
    public void close() {
        await(vertx.close());
    }
}
