package dev.parley.node;

import static dev.parley.node.FakePresence.await;
import static dev.parley.node.FakePresence.take;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.parley.bus.AccountsService;
import dev.parley.bus.AccountsService.Keys;
import dev.parley.bus.AccountsService.Revocation;
import dev.parley.bus.AccountsService.Revoked;
import dev.parley.bus.Bus;
import dev.parley.bus.Done;
import dev.parley.bus.NodeService;
import dev.parley.bus.NodeService.Deliver;
import dev.parley.bus.NodeService.Deliveries;
import dev.parley.bus.PresenceService.Connect;
import dev.parley.bus.PresenceService.Disconnect;
import dev.parley.bus.PushService;
import dev.parley.bus.PushService.Order;
import dev.parley.config.SettingsLoader;
import dev.parley.model.ConversationId;
import dev.parley.model.DeviceId;
import dev.parley.model.Failure;
import dev.parley.model.FailureCode;
import dev.parley.model.Message;
import dev.parley.model.MessageId;
import dev.parley.model.NodeId;
import dev.parley.model.SessionId;
import dev.parley.model.UserId;
import dev.parley.node.LocalSessions.Attachment;
import io.vertx.core.Context;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.core.Vertx;
import io.vertx.core.json.JsonObject;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.function.Supplier;
import java.util.stream.LongStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** A node on a real bus, with stand-ins for presence and accounts. */
class NodeVerticleTest {
    private static final NodeId NODE = new NodeId("node");
    private static final UserId ANN = new UserId(1);
    private static final UserId BOB = new UserId(2);

    private final Vertx vertx = Vertx.vertx();
    private final Bus bus = new Bus(vertx);
    private final FakePresence presence = new FakePresence(bus);
    private final NodeVerticle verticle = new NodeVerticle(
            vertx,
            bus,
            NODE,
            InstantSource.system(),
            SettingsLoader.load(new JsonObject(), Map.of()),
            true,
            Optional.empty(),
            TrafficMeter.NONE);
    private final LocalSessions sessions = verticle.node().sessions();
    /** It listens for revocations, which is not part of its start. */
    private final Promise<Void> followed = Promise.promise();

    private String deployment = "";

    @BeforeEach
    void deploy() {
        presence.serve();
        await(bus.serve(AccountsService.KEYS, ask -> Future.succeededFuture(new Keys("{\"keys\":[]}"))));
        await(bus.serve(AccountsService.REVOKED_SINCE, ask -> {
            followed.tryComplete();
            return Future.succeededFuture(new Revoked(List.of()));
        }));
        deployment = await(vertx.deployVerticle(verticle));
        await(followed.future());
    }

    @AfterEach
    void close() {
        await(vertx.close());
    }

    @Test
    void makesIdsOnceItHasStarted() {
        assertThat(verticle.node().clock().next())
                .isLessThan(verticle.node().clock().next());
    }

    @Test
    void releasesItsLeaseWhenItStops() throws InterruptedException {
        await(vertx.undeploy(deployment));
        assertThat(take(presence.releases).node()).isEqualTo(NODE);
    }

    @Test
    void deliversToAttachedUsersOnlyAndOnTheContextThatAttachedThem() throws InterruptedException {
        FakeRecipient ann = new FakeRecipient();
        FakeRecipient bob = new FakeRecipient();
        Context context = vertx.getOrCreateContext();
        attach(context, ANN, 1, ann);
        Promise<Thread> thread = Promise.promise();
        context.runOnContext(now -> thread.complete(Thread.currentThread()));
        attach(vertx.getOrCreateContext(), BOB, 2, bob);
        deliver(message(1), ANN, new UserId(99));
        assertThat(messageOf(take(ann.delivered))).isEqualTo(message(1));
        assertThat(take(ann.threads)).isSameAs(await(thread.future()));
        deliver(message(2), BOB);
        assertThat(messageOf(take(bob.delivered))).isEqualTo(message(2));
        assertThat(ann.delivered).isEmpty();
    }

    @Test
    void hasWhoWasListedHereAndIsGonePushedTo() throws InterruptedException {
        BlockingQueue<Order> queued = new LinkedBlockingQueue<>();
        await(bus.serve(PushService.QUEUE, asked -> {
            queued.addAll(asked.orders());
            return Future.succeededFuture(Done.DONE);
        }));
        UserId gone = new UserId(99);
        FakeRecipient ann = new FakeRecipient();
        Attachment attachment = attach(vertx.getOrCreateContext(), ANN, 1, ann);
        deliver(message(1), ANN, BOB, gone);
        assertThat(take(queued).users()).containsExactly(gone);
        await(attachment.detach());
        deliver(message(2), ANN);
        assertThat(take(queued))
                .isEqualTo(new Order(
                        message(2).id(), message(2).conversation(), BOB, Set.of(ANN), PushService.ACKNOWLEDGED_WITHIN));
        assertThat(queued).isEmpty();
    }

    @Test
    void keepsTheOrderOfAThousandMessages() throws InterruptedException {
        FakeRecipient ann = new FakeRecipient();
        attach(vertx.getOrCreateContext(), ANN, 1, ann);
        Context router = vertx.getOrCreateContext();
        router.runOnContext(go -> LongStream.rangeClosed(1, 1_000)
                .forEach(i -> bus.request(NodeService.DELIVER.at(NODE), delivery(message(i), ANN))));
        List<Long> order = new ArrayList<>();
        while (order.size() < 1_000) {
            order.add(messageOf(take(ann.delivered)).id().value());
        }
        assertThat(order).isSorted().doesNotHaveDuplicates();
    }

    @Test
    void deliversWhatIsSentToEveryNode() throws InterruptedException {
        FakeRecipient ann = new FakeRecipient();
        attach(vertx.getOrCreateContext(), ANN, 1, ann);
        bus.publish(NodeService.DELIVER_EVERYWHERE, delivery(message(1), ANN, BOB));
        assertThat(messageOf(take(ann.delivered))).isEqualTo(message(1));
    }

    @Test
    void movesItsClockPastWhatItDelivers() {
        MessageId seen = new MessageId(verticle.node().clock().next().value() + (60_000L << 22));
        deliver(message(seen.value()), ANN);
        assertThat(verticle.node().clock().next()).isGreaterThan(seen);
    }

    @Test
    void deliversNothingAfterDetachingAndTakesTheSessionOffTheList() throws InterruptedException {
        FakeRecipient ann = new FakeRecipient();
        Attachment attachment = attach(vertx.getOrCreateContext(), ANN, 1, ann);
        await(attachment.detach());
        await(attachment.detach());
        assertThat(take(presence.disconnects).session().user()).isEqualTo(ANN);
        assertThat(presence.disconnects).isEmpty();
        deliver(message(1), ANN);
        assertThat(ann.delivered).isEmpty();
    }

    @Test
    void endsTheSessionThatTheSameDeviceReplacesHere() throws InterruptedException {
        FakeRecipient old = new FakeRecipient();
        FakeRecipient next = new FakeRecipient();
        attach(vertx.getOrCreateContext(), ANN, 1, old);
        attach(vertx.getOrCreateContext(), ANN, 1, next);
        assertThat(take(old.ends)).isEqualTo(Recipient.End.REPLACED);
        deliver(message(1), ANN);
        take(next.delivered);
        assertThat(old.delivered).isEmpty();
        assertThat(next.ends).isEmpty();
    }

    @Test
    void aListenerReplacesNoSession() throws InterruptedException {
        FakeRecipient session = new FakeRecipient();
        FakeRecipient listener = new FakeRecipient();
        attach(vertx.getOrCreateContext(), ANN, 1, session);
        await(onContext(
                vertx.getOrCreateContext(),
                () -> sessions.listen(sessions.newSessionId(), identity(ANN, 1), listener)));
        deliver(message(1), ANN);
        take(session.delivered);
        take(listener.delivered);
        assertThat(session.ends).isEmpty();
    }

    @Test
    void endsTheSessionsOfARevokedSignInOnly() throws InterruptedException {
        FakeRecipient revoked = new FakeRecipient();
        FakeRecipient other = new FakeRecipient();
        attach(vertx.getOrCreateContext(), ANN, 1, revoked);
        attach(vertx.getOrCreateContext(), ANN, 2, other);
        Revocation revocation = new Revocation("sign-in-1", ANN, new DeviceId(1), Instant.now());
        bus.publish(AccountsService.REVOKED, new Revoked(List.of(revocation)));
        assertThat(take(revoked.ends)).isEqualTo(Recipient.End.REVOKED);
        assertThat(other.ends).isEmpty();
    }

    /** As when the limit of sessions was asked between the check of the token and this. */
    @Test
    void endsASessionThatIsAttachedAfterItsSignInWasRevoked() throws InterruptedException {
        FakeRecipient early = new FakeRecipient();
        attach(vertx.getOrCreateContext(), ANN, 1, early);
        Revocation revocation = new Revocation("sign-in-1", ANN, new DeviceId(1), Instant.now());
        bus.publish(AccountsService.REVOKED, new Revoked(List.of(revocation)));
        take(early.ends);
        FakeRecipient late = new FakeRecipient();
        Attachment attachment = attach(vertx.getOrCreateContext(), ANN, 1, late);
        assertThat(take(late.ends)).isEqualTo(Recipient.End.REVOKED);
        deliver(message(1), ANN);
        assertThat(late.delivered).isEmpty();
        await(attachment.detach());
        assertThat(take(presence.disconnects).signedOut()).isTrue();
    }

    @Test
    void saysOfASessionThatWasSignedOutThatItsUserDoesNotComeBack() throws InterruptedException {
        FakeRecipient revoked = new FakeRecipient();
        revoked.heard = Instant.ofEpochSecond(1_800_000_000);
        Attachment signedOut = attach(vertx.getOrCreateContext(), ANN, 1, revoked);
        bus.publish(
                AccountsService.REVOKED,
                new Revoked(List.of(new Revocation("sign-in-1", ANN, new DeviceId(1), Instant.now()))));
        take(revoked.ends);
        await(signedOut.detach());
        Disconnect disconnect = take(presence.disconnects);
        assertThat(disconnect.signedOut()).isTrue();
        assertThat(disconnect.activeAt()).isEqualTo(revoked.heard);

        Attachment dropped = attach(vertx.getOrCreateContext(), ANN, 2, new FakeRecipient());
        await(dropped.detach());
        assertThat(take(presence.disconnects).signedOut()).isFalse();
    }

    @Test
    void handsManyThingsOnAtOnce() throws InterruptedException {
        FakeRecipient ann = new FakeRecipient();
        FakeRecipient bob = new FakeRecipient();
        attach(vertx.getOrCreateContext(), ANN, 1, ann);
        attach(vertx.getOrCreateContext(), BOB, 2, bob);
        Deliver both = delivery(message(1), ANN, BOB);
        Deliver one = delivery(message(2), ANN);
        await(bus.request(NodeService.DELIVER_MANY.at(NODE), new Deliveries(List.of(both, one))));
        assertThat(List.of(take(ann.delivered), take(ann.delivered))).containsExactly(both, one);
        assertThat(take(bob.delivered)).isEqualTo(both);
        assertThat(bob.delivered).isEmpty();
    }

    @Test
    void failsToAttachWhilePresenceIsAway() {
        presence.stop();
        FakeRecipient ann = new FakeRecipient();
        assertThatThrownBy(() -> attach(vertx.getOrCreateContext(), ANN, 1, ann))
                .isInstanceOfSatisfying(
                        Failure.class, failure -> assertThat(failure.code()).isEqualTo(FailureCode.UNAVAILABLE));
        deliver(message(1), ANN);
        assertThat(ann.delivered).isEmpty();
    }

    @Test
    void takesASessionOffTheListOncePresenceIsBack() throws InterruptedException {
        Attachment attachment = attach(vertx.getOrCreateContext(), ANN, 1, new FakeRecipient());
        presence.stop();
        await(attachment.detach());
        assertThat(presence.disconnects).isEmpty();
        presence.serve();
        assertThat(take(presence.disconnects).session().user()).isEqualTo(ANN);
    }

    @Test
    void listsAllItsSessionsAgainWhenTheDirectoryLostThem() throws InterruptedException {
        for (int user = 1; user <= 250; user++) {
            attach(vertx.getOrCreateContext(), new UserId(user), user, new FakeRecipient());
            take(presence.connects);
        }
        presence.forget();
        int listed = 0;
        while (listed < 250) {
            Connect again = take(presence.connects);
            assertThat(again.again()).isTrue();
            listed += again.sessions().size();
        }
        assertThat(presence.byDevice).hasSize(250);
    }

    private Attachment attach(Context context, UserId user, long device, Recipient recipient) {
        SessionId session = sessions.newSessionId();
        return await(onContext(context, () -> sessions.attach(session, identity(user, device), true, recipient)));
    }

    private void deliver(Message message, UserId... users) {
        await(bus.request(NodeService.DELIVER.at(NODE), delivery(message, users)));
    }

    private static Deliver delivery(Message message, UserId... users) {
        return Deliver.of(message, List.of(users), Optional.empty());
    }

    private static Message messageOf(Deliver delivery) {
        return ((NodeService.News.Entry) delivery.news()).message();
    }

    private static Identity identity(UserId user, long device) {
        return new Identity(user, new DeviceId(device), "sign-in-" + device, Instant.MAX);
    }

    private static Message message(long id) {
        ConversationId chat = ConversationId.direct(ANN, BOB);
        return new Message(new MessageId(id), chat, BOB, Message.Kind.TEXT, "ref", "text", Optional.empty(), List.of());
    }

    private static Future<Attachment> onContext(Context context, Supplier<Future<Attachment>> step) {
        Promise<Attachment> done = Promise.promise();
        context.runOnContext(now -> step.get().onComplete(done));
        return done.future();
    }
}
