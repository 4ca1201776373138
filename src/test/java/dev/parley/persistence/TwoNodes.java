package dev.parley.persistence;

import static dev.parley.store.StoreUnderTest.ANN;
import static dev.parley.store.StoreUnderTest.BOB;
import static dev.parley.store.StoreUnderTest.LIFE;
import static dev.parley.store.StoreUnderTest.await;

import dev.parley.bus.Bus;
import dev.parley.bus.MembershipService;
import dev.parley.bus.MembershipService.Roster.Members;
import dev.parley.bus.MembershipService.Standing;
import dev.parley.config.Settings;
import dev.parley.config.SettingsLoader;
import dev.parley.limits.shared.SharedRateLimiter;
import dev.parley.model.NodeId;
import dev.parley.node.NodeVerticle;
import dev.parley.node.Submitter;
import dev.parley.node.TrafficMeter;
import dev.parley.presence.PresenceStores;
import dev.parley.presence.PresenceVerticle;
import dev.parley.router.RouterVerticle;
import dev.parley.sessions.shared.SharedPresenceBoard;
import dev.parley.sessions.shared.SharedSessionDirectory;
import dev.parley.store.cassandra.CassandraSettings;
import dev.parley.store.cassandra.CassandraStores;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.json.JsonObject;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.LongSupplier;

/**
 * Two nodes that take messages and two that persist them in one Cassandra, each with a wall clock of its own. Questions go
 * to the two {@code persistence} verticles in turns, and so does the same message when it is asked for again.
 */
final class TwoNodes implements AutoCloseable {
    private final Vertx vertx = Vertx.vertx();
    private final Bus bus = new Bus(vertx);
    private final List<Submitter> submitters = new ArrayList<>();

    /** @param apartMillis by how much the clock of the second node of each kind is behind that of the first */
    TwoNodes(CassandraSettings settings, long apartMillis) {
        await(bus.serve(
                MembershipService.MEMBERS,
                asked -> Future.succeededFuture(new Members(List.of(ANN, BOB), Set.of(), 1, 0, new Standing.Open()))));
        await(vertx.deployVerticle(new PresenceVerticle(bus, TwoNodes::sessions)));
        await(vertx.deployVerticle(
                new RouterVerticle(bus, new Settings.Chat(true, Duration.ofDays(1), Optional.empty()), false)));
        for (long behind : List.of(0L, apartMillis)) {
            LongSupplier wall = () -> System.currentTimeMillis() - behind;
            await(vertx.deployVerticle(new PersistenceVerticle(
                    bus, (own, clock) -> CassandraStores.open(own, settings, LIFE, clock), LIFE, wall)));
            submitters.add(node("node-" + behind, () -> Instant.ofEpochMilli(wall.getAsLong())));
        }
    }

    private Submitter node(String id, InstantSource wall) {
        NodeVerticle node = new NodeVerticle(
                vertx,
                bus,
                new NodeId(id),
                wall,
                SettingsLoader.load(new JsonObject(), Map.of("PARLEY_RATE_LIMITS", "off")),
                false,
                Optional.empty(),
                TrafficMeter.NONE);
        await(vertx.deployVerticle(node));
        return node.node().submitter();
    }

    private static Future<PresenceStores> sessions(Vertx vertx) {
        return SharedSessionDirectory.open(vertx)
                .compose(directory -> SharedPresenceBoard.open(vertx).compose(board -> SharedRateLimiter.open(vertx)
                        .map(limits -> new PresenceStores(directory, board, limits, Optional.empty()))));
    }

    Bus bus() {
        return bus;
    }

    List<Submitter> submitters() {
        return submitters;
    }

    @Override
    public void close() {
        await(vertx.close());
    }
}
