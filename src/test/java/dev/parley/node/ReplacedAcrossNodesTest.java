package dev.parley.node;

import static dev.parley.node.FakePresence.await;
import static dev.parley.node.FakePresence.take;
import static org.assertj.core.api.Assertions.assertThat;

import dev.parley.TestCluster;
import dev.parley.bus.Bus;
import dev.parley.config.SettingsLoader;
import dev.parley.model.DeviceId;
import dev.parley.model.NodeId;
import dev.parley.model.UserId;
import dev.parley.node.LocalSessions.Attachment;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.core.Vertx;
import io.vertx.core.json.JsonObject;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Two nodes of a cluster that share one presence. */
class ReplacedAcrossNodesTest {
    private static final Identity PHONE = new Identity(new UserId(1), new DeviceId(1), "sign-in", Instant.MAX);

    private final TestCluster cluster = new TestCluster();
    private final Bus firstBus = new Bus(cluster.one());
    private final Bus secondBus = new Bus(cluster.two());
    private final FakePresence presence = new FakePresence(firstBus);
    private final NodeVerticle first = node(cluster.one(), firstBus, "first");
    private final NodeVerticle second = node(cluster.two(), secondBus, "second");

    @BeforeEach
    void deploy() {
        presence.serve();
        await(cluster.one().deployVerticle(first));
        await(cluster.two().deployVerticle(second));
    }

    @AfterEach
    void close() {
        cluster.close();
    }

    @Test
    void aDeviceThatConnectsElsewhereEndsItsSessionHere() throws InterruptedException {
        FakeRecipient old = new FakeRecipient();
        FakeRecipient next = new FakeRecipient();
        await(attach(cluster.one(), first, old));
        await(attach(cluster.two(), second, next));
        assertThat(take(old.ends)).isEqualTo(Recipient.End.REPLACED);
        assertThat(next.ends).isEmpty();
    }

    @Test
    void ofTwoConnectsAtTheSameTimeExactlyOneIsLeft() throws InterruptedException {
        FakeRecipient here = new FakeRecipient();
        FakeRecipient there = new FakeRecipient();
        Future<Attachment> one = attach(cluster.one(), first, here);
        Future<Attachment> two = attach(cluster.two(), second, there);
        await(Future.all(one, two));
        NodeId winner = presence.byDevice.get(PHONE.device()).node();
        FakeRecipient loser = winner.equals(first.node().id()) ? there : here;
        FakeRecipient kept = loser == here ? there : here;
        assertThat(take(loser.ends)).isEqualTo(Recipient.End.REPLACED);
        assertThat(kept.ends).isEmpty();
    }

    private static NodeVerticle node(Vertx vertx, Bus bus, String id) {
        return new NodeVerticle(
                vertx,
                bus,
                new NodeId(id),
                InstantSource.system(),
                SettingsLoader.load(new JsonObject(), Map.of()),
                true,
                Optional.empty(),
                TrafficMeter.NONE);
    }

    private static Future<Attachment> attach(Vertx vertx, NodeVerticle node, FakeRecipient recipient) {
        LocalSessions sessions = node.node().sessions();
        Promise<Attachment> done = Promise.promise();
        vertx.runOnContext(now ->
                sessions.attach(sessions.newSessionId(), PHONE, true, recipient).onComplete(done));
        return done.future();
    }
}
